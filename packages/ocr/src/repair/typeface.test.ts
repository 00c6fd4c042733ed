import type { Block } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { mistakesOf, repairTypeface } from "./typeface.ts";

const words = (...list: readonly string[]): { has: (word: string) => boolean } => new Set(list);
const spanish = words("casa", "cosa", "fe", "famoso", "saber", "esposa", "fino", "sabio", "siempre", "sin", "fin");

function read(text: string): Block[] {
  const bbox: [number, number, number, number] = [0, 0, 9, 9];
  const word = { text, bbox, confidence: 1 };
  return [{ bbox, lines: [{ ...word, words: text.split(" ").map((each) => ({ ...word, text: each })) }] }];
}

function mended(text: string, known = spanish): string | undefined {
  const blocks = read(text);
  const mistakes = mistakesOf(blocks, "Latn", known);
  const [block] = repairTypeface(blocks, mistakes, { known, frequent: ["se"] });
  expect(block?.lines[0]?.words.map((word) => word.text).join(" ")).toBe(block?.lines[0]?.text);
  return block?.lines[0]?.text;
}

const page = "cafa cofa faber efpofa fiempre famofo fabio";

test("a letter that a page's typeface makes the model mistake throughout is put right where that makes a known word", () => {
  expect(mistakesOf(read(page), "Latn", spanish)).toEqual([{ read: "f", meant: "s" }]);
  expect(mended(`${page} fino fin zafz`)).toBe("casa cosa saber esposa siempre famoso sabio fino fin zafz");
});

test("one of the most frequent words is meant rather than a rare one", () => {
  expect(mended(`${page} fe`)).toMatch(/ se$/);
});

test("a mistake here and there is left, and one that is made both ways, and a few on a long page of bad print", () => {
  expect(mended("cafa cofa sfz")).toBe("cafa cofa sfz");
  expect(mended(`${page} sino samoso`)).toContain("cafa");
  expect(mended(`${page} ${"xyzw ".repeat(200)}`)).toContain("cafa");
});

test("letters that differ by a dot are mistaken together, and count together", () => {
  const persian = words("کار", "بار", "دارد", "قرار", "زمین", "زهر");
  const read4 = "کاد باد قراد کاد";
  expect(mistakesOf(read(`${read4} ذمین ذهر`), "Arab", persian)).toEqual([
    { read: "د", meant: "ر" },
    { read: "ذ", meant: "ز" },
  ]);
  expect(mistakesOf(read(`${read4} کار`), "Arab", persian)).toEqual([]);
});

test("a word of endless length costs nothing", () => {
  expect(mended(`${page} ${"f".repeat(200_000)}`)).toContain("casa");
});
