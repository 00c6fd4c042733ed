import type { Block } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { repairArabicCommas } from "./arabicCommas.ts";

const block = (...lines: readonly string[]): Block => ({
  bbox: [0, 0, 9, 9],
  lines: lines.map((text) => ({
    text,
    bbox: [0, 0, 9, 9],
    confidence: 1,
    words: text.split(" ").map((word) => ({ text: word, bbox: [0, 0, 9, 9], confidence: 1 })),
  })),
});

test("a closing quote that nothing opened, and a European comma, are commas; in lines and in words", () => {
  const { lines } = repairArabicCommas(block("عراق» لرستان , فارس", "و کرمان» و یزد"));
  expect(lines.map(({ text }) => text)).toEqual(["عراق، لرستان ، فارس", "و کرمان، و یزد"]);
  expect(lines[0]?.words.map(({ text }) => text)).toEqual(["عراق،", "لرستان", "،", "فارس"]);
});

test("real quotes, also over a line's end, numbers and foreign words are left alone", () => {
  const kept = ["او گفت «سلام بر", "شما» و رفت", "1,000 و A, B"];
  expect(repairArabicCommas(block(...kept)).lines.map(({ text }) => text)).toEqual(kept);
});
