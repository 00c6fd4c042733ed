import { expect, test } from "vitest";
import { charactersOf, writtenAs } from "./ctc.ts";

const CLASSES = ["", "a", "é", "e", "ħ", "¿", "”", " "];

/** Steps in which these classes have these probabilities. */
function steps(...each: readonly Readonly<Record<number, number>>[]): Float32Array {
  return Float32Array.from(each.flatMap((step) => CLASSES.map((_, i) => step[i] ?? 0)));
}

const ALL = writtenAs(CLASSES, new Set(CLASSES));

test("the same again is one character, unless nothing lies between", () => {
  const found = charactersOf(steps({ 1: 0.9 }, { 1: 0.8 }, { 0: 1 }, { 1: 0.7 }, { 3: 0.6 }), CLASSES, ALL);
  expect(found.map(({ text, from, to }) => [text, from, to])).toEqual([
    ["a", 0, 2],
    ["a", 3, 4],
    ["e", 4, 5],
  ]);
  expect(found.map(({ probability }) => probability.toFixed(1))).toEqual(["0.9", "0.7", "0.6"]);
});

test("a letter that the alphabet lacks is written without its accent, with the probability of both", () => {
  const plain = writtenAs(CLASSES, new Set());
  const step = { 1: 0.4, 2: 0.35, 3: 0.25 };
  const [first] = charactersOf(steps(step), CLASSES, plain);
  expect(first?.text).toBe("e");
  expect(first?.probability).toBeCloseTo(0.6);
  expect(charactersOf(steps(step), CLASSES, ALL)[0]?.text).toBe("a");
});

test("one that has no plainer form is not written at all; punctuation is", () => {
  const step = { 3: 0.3, 4: 0.6, 5: 0.1 };
  expect(charactersOf(steps(step), CLASSES, writtenAs(CLASSES, new Set()))[0]?.text).toBe("e");
  expect(writtenAs(CLASSES, new Set(["é"]))).toEqual(Int32Array.of(0, 1, 2, 3, -1, -1, 6, 7));
});
