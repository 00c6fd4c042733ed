import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readableLanguages } from "./readableLanguages.ts";

test("what can be read is what has a model: of this package, or in the folder that is named", async () => {
  const folder = await mkdtemp(join(tmpdir(), "malmoi-models-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "lat.traineddata"), "stands in for a model");
  const tags = (await readableLanguages(folder)).map(({ tag }) => tag);
  expect(tags).toEqual(expect.arrayContaining(["khm_Khmr", "spa_Latn", "gug_Latn", "lat_Latn"]));
  expect(new Set(tags).size).toBe(tags.length);
});
