import { expect, test } from "vitest";
import { cutWords } from "./cutWords.ts";

test("a word that turns out to be several has a box for each, in the direction of its script", () => {
  const words = [{ text: "abbb", bbox: [100, 0, 140, 20] as [number, number, number, number], confidence: 0.5 }];
  const mend = (text: string): string => text.replace("ab", "a b");
  expect(cutWords(words, mend, "ltr")).toEqual([
    { text: "a", bbox: [100, 0, 110, 20], confidence: 0.5 },
    { text: "bbb", bbox: [110, 0, 140, 20], confidence: 0.5 },
  ]);
  expect(cutWords(words, mend, "rtl")[0]?.bbox).toEqual([130, 0, 140, 20]);
  expect(cutWords(words, (text) => text, "rtl")).toEqual(words);
});
