import { expect, test } from "vitest";
import { drawLine, fillBox, flatPage } from "../testImages.ts";
import { inkOf } from "./ink.ts";
import { lineCount } from "./lineCount.ts";

test.each([1, 2, 3])("%i lines are counted", (lines) => {
  const page = flatPage(800, 400);
  for (let line = 0; line < lines; line += 1) drawLine(page, 60, 60 + line * 80, 15, 0);
  expect(lineCount(inkOf(page))).toBe(lines);
});

test("a dot, an accent or a descender makes no line of its own, and does not join two", () => {
  const page = flatPage(800, 300);
  for (const y of [80, 160]) drawLine(page, 60, y, 15, 0);
  // Accents above the first line, and a descender that reaches into the second.
  for (const x of [100, 208, 316, 424]) fillBox(page, x, 56, x + 12, 68, 0);
  fillBox(page, 210, 110, 218, 164, 0);
  expect(lineCount(inkOf(page))).toBe(2);
});

test("no ink, no line", () => {
  expect(lineCount(inkOf(flatPage(300, 100)))).toBe(0);
});
