import { mkdirSync, writeFileSync } from "node:fs";
import { jsonSchemas } from "./jsonSchemas.ts";

const folder = new URL("../json/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(`${name}.json`, folder), schema);
}
