import { expect, test } from "vitest";
import { type Difference, wordDiff, wordsOf } from "./wordDiff.ts";

const diff = (left: string, right: string): Difference[] => wordDiff(wordsOf(left), wordsOf(right));
const plain = (differences: readonly Difference[]): string[] =>
  differences.map(({ same, left, right }) => (same ? left.join("") : `[${left.join("")}|${right.join("")}]`));

test("words are the text, whatever its script", () => {
  expect(wordsOf("el  maíz\nblanco")).toEqual(["el ", "maíz ", "blanco"]);
  expect(wordsOf("ภาษาไทย ง่าย")).toEqual(["ภาษา", "ไทย", " ", "ง่าย"]);
  expect(wordsOf("")).toEqual([]);
});

test("what is the same, missing, more, and read for another", () => {
  expect(plain(diff("a b c d e f", "a x c d e f g"))).toEqual(["a ", "[b |x ]", "c d e ", "[f|f g]"]);
  expect(plain(diff("a b", ""))).toEqual(["[a b|]"]);
  expect(plain(diff("", ""))).toEqual([]);
  expect(plain(diff("a b", "a b"))).toEqual(["a b"]);
});

const words = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `w${(from + index) * 7919} `);

/** Both sides of the differences are the texts, and what is the same is the same. */
function check(left: readonly string[], right: readonly string[]): Difference[] {
  const found = wordDiff(left, right);
  expect(found.flatMap((part) => part.left)).toEqual(left);
  expect(found.flatMap((part) => part.right)).toEqual(right);
  for (const part of found) if (part.same) expect(part.left).toEqual(part.right);
  return found;
}

test("a misread chapter in a book of 60,000 words is laid beside its place", () => {
  const book = words(0, 60_000);
  const chapter = book.slice(20_000, 23_000).map((word, at) => (at % 7 === 3 ? `misread${at} ` : word));
  const found = check(book, chapter);
  const same = found.reduce((sum, part) => sum + (part.same ? part.left.length : 0), 0);
  expect(same).toBe(chapter.filter((word) => word.startsWith("w")).length);
  expect(found[0]).toMatchObject({ same: false, right: [] });
});

test("texts with nothing in common, one word a hundred thousand times, and swapped halves stay whole", () => {
  check(words(0, 5000), words(90_000, 5000));
  check(
    Array.from({ length: 100_000 }, () => "la "),
    Array.from({ length: 90_000 }, () => "la "),
  );
  const [one, two] = [words(0, 3000), words(5000, 2000)];
  const found = check([...one, ...two], [...two, ...one]);
  expect(found.find(({ same }) => same)?.left).toEqual(one);
});
