import { expect, test } from "vitest";
import { isMadeUp } from "./madeUp.ts";

test.each([
  ["nothing", "", 0],
  ["signs without a letter", ".— =", 0.95],
  ["one letter that is not sure", "E", 0.84],
  ["two letters of a photograph", "O)\n\nl", 0.74],
  ["a pattern read at length", "E E _\no/o/o E E", 0.14],
] as const)("%s is made up", (_name, text, confidence) => {
  expect(isMadeUp({ text, confidence }, "Latn")).toBe(true);
});

test.each([
  ["a page number", "7", 0.93],
  ["a word of three letters", "RED", 0.95],
  ["a headline in fancy letters", "SENA", 0.38],
  ["a page that is hard to read", "chroni cuftiain rique", 0.5],
] as const)("%s is text", (_name, text, confidence) => {
  expect(isMadeUp({ text, confidence }, "Latn")).toBe(false);
});

test("scripts whose models are never sure are measured by what is usual for them", () => {
  expect(isMadeUp({ text: "ກາ", confidence: 0.55 }, "Laoo")).toBe(false);
  expect(isMadeUp({ text: "กา", confidence: 0.55 }, "Thai")).toBe(true);
});
