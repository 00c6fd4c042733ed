import { expect, test } from "vitest";
import { mix32 } from "../hash.ts";
import { paragraphsOf } from "./paragraphsOf.ts";

const LETTERS = "กขคงจฉชซญดตถทนบปผพมยรลวสห";
const random = (seed: number, length: number): string =>
  Array.from({ length }, (_, at) => LETTERS.charAt(mix32(seed * 100_003 + at) % LETTERS.length)).join("");
const misread = (text: string, share: number, seed: number): string =>
  Array.from(text, (letter, at) => (mix32(seed * 7919 + at) / 2 ** 32 < share ? "ฮ" : letter)).join("");

const keys = (text: string): readonly number[] => paragraphsOf(text)[0]?.keys ?? [];

test("paragraphs stand between empty lines; offsets are code points; short ones are left out", () => {
  const text = "𐐀𐐀 " + "a".repeat(30) + "\n\nshort\n\n\nline one of it\nline two of the same\n";
  const points = Array.from(text);
  const found = paragraphsOf(text).map(({ start, end }) => points.slice(start, end).join(""));
  expect(found).toEqual([`𐐀𐐀 ${"a".repeat(30)}`, "line one of it\nline two of the same\n"]);
  expect(paragraphsOf("")).toEqual([]);
});

test("case, spaces and punctuation do not matter; keys are safe integers, ascending", () => {
  const [one, two] = [
    keys("Ministerio de Justicia, República del Perú"),
    keys("MINISTERIO  DE JUSTICIA\nREPÚBLICA DEL PERÚ."),
  ];
  expect(one).toEqual(two);
  expect(one).toHaveLength(12);
  expect(one.every(Number.isSafeInteger)).toBe(true);
  expect(one).toEqual(one.toSorted((a, b) => a - b));
  expect(keys("Ministerio de Educación, República del Perú")).not.toEqual(one);
});

test("readings with 2 % wrong letters share keys, other paragraphs none", () => {
  let known = 0;
  let strangers = 0;
  for (let seed = 1; seed <= 200; seed += 1) {
    const text = random(seed, 200);
    const truth = new Set(keys(text));
    if (keys(misread(text, 0.02, seed)).filter((key) => truth.has(key)).length >= 2) known += 1;
    if (keys(random(seed + 1000, 200)).some((key) => truth.has(key))) strangers += 1;
  }
  expect(known).toBeGreaterThan(165);
  expect(strangers).toBe(0);
});

test("one letter a million times is no trouble", () => {
  expect(keys("a".repeat(1_000_000))).toHaveLength(12);
});
