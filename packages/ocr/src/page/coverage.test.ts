import type { Block } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { drawLine, flatPage } from "../testImages.ts";
import { coverageOf } from "./coverage.ts";
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
