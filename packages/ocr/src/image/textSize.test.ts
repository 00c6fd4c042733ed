import { expect, test } from "vitest";
import { inkOf } from "../page/ink.ts";
import { drawLine, flatPage } from "../testImages.ts";
import { scale } from "./scale.ts";
import { textSize } from "./textSize.ts";

test("letters of 36 pixels with strokes of 6 are measured, at half the size too", async () => {
  const page = flatPage(1500, 900);
  for (let line = 0; line < 8; line += 1) drawLine(page, 150, 100 + line * 90, 30, 0);
  const size = textSize(inkOf(page));
  expect(size).toMatchObject({ pieces: 240, stroke: 6 });
  expect(size?.body).toBeCloseTo(36, -0.5);
  expect(size?.letter).toBeCloseTo(36, -0.5);
  const half = textSize(inkOf({ ...(await scale(page, 0.5)).image, dpi: 300 }));
  expect(half?.letter).toBeGreaterThanOrEqual(16);
  expect(half?.letter).toBeLessThanOrEqual(20);
});

test("a few pieces are not measured", () => {
  const page = flatPage(900, 900);
  drawLine(page, 100, 100, 5, 0);
  expect(textSize(inkOf(page))).toBeUndefined();
});
