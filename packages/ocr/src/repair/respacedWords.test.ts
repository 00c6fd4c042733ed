import type { Word } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { respacedWords } from "./respacedWords.ts";

const word = (text: string, x0: number, x1: number, confidence = 0.5): Word => ({
  text,
  bbox: [x0, 0, x1, 20],
  confidence,
});

test("a word that turns out to be several has a box for each, in the direction of its script", () => {
  expect(respacedWords([word("abbb", 100, 140)], "a bbb", "ltr")).toEqual([word("a", 100, 110), word("bbb", 110, 140)]);
  expect(respacedWords([word("abbb", 100, 140)], "a bbb", "rtl")).toEqual([word("a", 130, 140), word("bbb", 100, 130)]);
});

test("words that turn out to be one, and a letter that belongs to the word before", () => {
  const words = [word("aa", 0, 20, 1), word("bcc", 30, 60, 0)];
  expect(respacedWords(words, "aabcc", "ltr")).toEqual([word("aabcc", 0, 60, 0.4)]);
  expect(respacedWords(words, "aab cc", "ltr")).toEqual([word("aab", 0, 40, 0.6667), word("cc", 40, 60, 0)]);
});

test("joiners and marks of direction are no letters", () => {
  expect(respacedWords([word("a\u200Cb", 0, 20)], "a b", "ltr")).toEqual([word("a", 0, 10), word("b", 10, 20)]);
});

test("words that do not spell the line stay as they are, and so do those that need no repair", () => {
  const words = [word("ab", 0, 20), word("cd", 30, 50)];
  expect(respacedWords(words, "cd ab", "ltr")).toBe(words);
  expect(respacedWords(words, "ab cd", "ltr")).toBe(words);
});
