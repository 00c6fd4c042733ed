import { expect, test } from "vitest";
import { displayWidth } from "../terminal/format.ts";
import { sideBySide } from "./sideBySide.ts";
import { wordDiff, wordsOf } from "./wordDiff.ts";

const show = (left: string, right: string, width = 50, colour = false): string[] =>
  sideBySide(wordDiff(wordsOf(left), wordsOf(right)), { width, colour });

test("words that differ are marked in their columns", () => {
  expect(show("la casa blanca de la abuela", "la cosa blanca de abuela")).toEqual([
    "la [-casa-] blanca de   | la {+cosa+} blanca de",
    "[-la-] abuela           | abuela",
  ]);
  expect(show("la casa", "la cosa", 50, true)[0]).toBe(
    `la \u001b[31mcasa\u001b[39m${" ".repeat(17)}| la \u001b[32mcosa\u001b[39m`,
  );
});

test("long passages that are the same, or in one text only, are counted and not shown", () => {
  const long = Array.from({ length: 200 }, (_, index) => `w${index}`).join(" ");
  const lines = show(`${long} fin uno dos`, `${long} fin tres dos`, 60);
  expect(lines[0]).toBe("--- 193 words the same ---");
  expect(lines).toHaveLength(3);
  const missing = show(`${long} fin`, "fin", 60);
  expect(missing.join("\n")).toContain("... 140 words ...");
  expect(show("igual", "igual")).toEqual(["igual                   | igual"]);
});

test("no line is wider than the terminal, whatever the script; Arabic keeps to its column", () => {
  const korean = `${"말모이사전".repeat(12)} 조선어`;
  for (const line of show(korean, korean.replaceAll("전", "젼"), 41))
    expect(displayWidth(line)).toBeLessThanOrEqual(41);
  const [first] = show("كتاب الهواتف", "كتاب الهوانف");
  expect(first?.match(/\u2068/g)).toHaveLength(2);
  expect(first?.match(/\u2069/g)).toHaveLength(2);
});
