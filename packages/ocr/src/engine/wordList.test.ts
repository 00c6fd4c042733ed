import { expect, test } from "vitest";
import { readModel, resolveModels } from "./models.ts";
import { parseWordList, wordListOf } from "./wordList.ts";

async function model(name: string): Promise<{ name: string; path: string; sha256: string }> {
  const found = (await resolveModels([name])).get(name);
  if (found === undefined) throw new Error(`no model ${name}`);
  return { name, ...found };
}

test.each([
  ["fas", ["و", "کتاب", "ثروتمندان"], ["کتابب", "کتا", "", "xyz"]],
  ["spa", ["casa", "siempre", "universidad"], ["casq", "siempr", "fiempre"]],
])("the words that the model %s knows, and only these", async (name, words, others) => {
  const list = await wordListOf(await model(name));
  expect(words.filter((word) => !list.has(word))).toEqual([]);
  expect(others.filter((word) => list.has(word))).toEqual([]);
});

test("a file without a list, or cut off, knows no word", async () => {
  const bytes = await readModel(await model("fas"));
  for (const length of [0, 3, 100, 420_000]) {
    expect(parseWordList(bytes.subarray(0, length)).has("کتاب")).toBe(false);
  }
});
