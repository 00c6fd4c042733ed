import type { Block, Line, Word } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { leaveOutSpecks } from "./leaveOutSpecks.ts";

/** Words of 20 pixels' height from left to right: text, first and last pixel, confidence. */
function line(...parts: readonly [string, number, number, number][]): Line {
  const words = parts.map(([text, x0, x1, confidence]): Word => ({ text, bbox: [x0, 0, x1, 20], confidence }));
  const least = Math.min(...words.map(({ confidence }) => confidence));
  const [x0, x1] = [Math.min(...parts.map((part) => part[1])), Math.max(...parts.map((part) => part[2]))];
  return { text: words.map(({ text }) => text).join("  "), bbox: [x0, 0, x1, 20], confidence: least, words };
}

const read = (...lines: readonly Line[]): Block[] => [{ bbox: [0, 0, 500, 100], lines: [...lines] }];
const kept = (...lines: readonly Line[]): string[] =>
  leaveOutSpecks(read(...lines), "Taml").blocks.flatMap((block) => block.lines.map(({ text }) => text));

const title = line(["திருத்தணிகை", 0, 200, 0.9]);

test("lines of one or two unsure letters, or of no letter at all, are specks", () => {
  const specks = [line(["ப", 0, 9, 0.3]), line(["[2", 0, 9, 0.25]), line(["»", 0, 9, 0.5]), line(["|", 0, 9, 0.95])];
  expect(kept(title, ...specks)).toEqual([title.text]);
  expect(leaveOutSpecks(read(title, ...specks), "Taml").leftOut).toBe(4);
});

test("sure ones stay: page numbers, ornaments", () => {
  const lines = [title, line(["27", 0, 9, 0.6]), line(["*", 0, 9, 0.8], ["*", 60, 69, 0.8]), line(["பபப", 0, 9, 0.1])];
  expect(kept(...lines)).toEqual(lines.map(({ text }) => text));
});

test("beyond a wide gap at the ends of lines they are left out with it, one after the other", () => {
  const found = line(["|", 0, 2, 0.9], ["T", 40, 44, 0.2], ["திருத்தணிகை", 100, 300, 0.9], ["vA}", 340, 370, 0.1]);
  const { blocks, leftOut } = leaveOutSpecks(read(found), "Taml");
  expect(blocks[0]?.lines[0]).toMatchObject({ text: "திருத்தணிகை", bbox: [100, 0, 300, 20] });
  expect(leftOut).toBe(3);
});

test("near its line a dash or a short word stays, however unsure", () => {
  const found = line(["-", 0, 9, 0.1], ["திருத்தணிகை", 38, 200, 0.9], ["ஒ", 225, 240, 0.1]);
  expect(kept(found)).toEqual([found.text]);
});

test("a line from right to left ends at the left", () => {
  const found = line(["سلام", 300, 400, 0.9], ["۰", 200, 205, 0.1]);
  expect(kept(found)).toEqual(["سلام"]);
});

test("a page of specks alone stays as it is", () => {
  const found = read(line(["7", 0, 9, 0.2]));
  expect(leaveOutSpecks(found, "Taml")).toEqual({ blocks: found, leftOut: 0 });
});
