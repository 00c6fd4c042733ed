import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jsonSchemas } from "./jsonSchemas.ts";

const folder = new URL("../json/", import.meta.url);

test("schemas/json is what the records say; `pnpm schemas` writes it anew", () => {
  const schemas = jsonSchemas();
  expect(readdirSync(folder).toSorted()).toEqual(
    Object.keys(schemas)
      .map((name) => `${name}.json`)
      .toSorted(),
  );
  for (const [name, schema] of Object.entries(schemas)) {
    expect(readFileSync(new URL(`${name}.json`, folder), "utf8"), name).toBe(schema);
  }
});
