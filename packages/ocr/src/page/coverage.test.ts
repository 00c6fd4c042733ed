import type { Block } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { drawLine, fillBox, flatPage } from "../testImages.ts";
import { coverageOf, passesOverLines } from "./coverage.ts";
import { inkOf } from "./ink.ts";

function block(...boxes: [number, number, number, number][]): Block {
  const words = boxes.map((bbox) => ({ text: "x", bbox, confidence: 1 }));
  return { bbox: [0, 0, 1, 1], lines: [{ text: "x", bbox: [0, 0, 1, 1], confidence: 1, words }] };
}

test("a line that was passed over lowers the coverage by its share", () => {
  const page = flatPage(1200, 1200);
  drawLine(page, 100, 200, 10, 0);
  drawLine(page, 100, 400, 10, 0);
  const ink = inkOf(page);
  expect(coverageOf(ink, [block([100, 200, 460, 236], [100, 400, 460, 436])], 300)).toBe(1);
  expect(coverageOf(ink, [block([100, 200, 460, 236])], 300)).toBeCloseTo(0.5, 1);
  // Twice the same word counts once; boxes beyond the page do no harm.
  expect(coverageOf(ink, [block([100, 200, 460, 236], [100, 200, 460, 236])], 300)).toBeCloseTo(0.5, 1);
  expect(coverageOf(ink, [block([-50, -50, 5000, 5000])], 300)).toBe(1);
  expect(coverageOf(ink, [], 300)).toBe(0);
});

test("lines that were passed over one below the other are noticed, a single one and a picture are not", () => {
  const page = flatPage(1200, 1600);
  const boxes = Array.from({ length: 12 }, (_, i): [number, number, number, number] => [
    100,
    200 + i * 80,
    820,
    236 + i * 80,
  ]);
  for (const [x, y] of boxes) drawLine(page, x, y, 20, 0);
  // A picture of the height of four lines.
  fillBox(page, 100, 1200, 820, 1420, 0);
  const without = (...left: readonly number[]): Block[] => [block(...boxes.filter((_, i) => !left.includes(i)))];
  const ink = inkOf(page);
  expect(passesOverLines(ink, without(4, 5, 6), 300)).toBe(true);
  expect(passesOverLines(ink, without(4, 6, 8, 9), 300)).toBe(false);
  expect(passesOverLines(ink, without(), 300)).toBe(false);
  expect(passesOverLines(ink, [], 300)).toBe(false);
});
