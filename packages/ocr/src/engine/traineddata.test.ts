import { expect, test } from "vitest";
import { type Model, resolveModels } from "./models.ts";
import { alphabetOf, numbersOfCharacters } from "./traineddata.ts";

async function model(name: string): Promise<Model> {
  const found = (await resolveModels([name])).get(name);
  if (found === undefined) throw new Error(`no model ${name}`);
  return { name, ...found };
}

test("a model's alphabet is what its language is written with", async () => {
  const spanish = await alphabetOf(await model("spa"));
  expect([..."aZ9ñé¿"].every((character) => spanish.has(character))).toBe(true);
  expect(spanish.has("ã")).toBe(false);
  expect((await alphabetOf(await model("vie"))).has("ạ")).toBe(true);
});

test("what is no model has no alphabet", () => {
  expect(numbersOfCharacters(new Uint8Array(3)).size).toBe(0);
});
