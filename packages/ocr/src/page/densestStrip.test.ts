import { expect, test } from "vitest";
import { drawLine, flatPage } from "../testImages.ts";
import { densestStrip } from "./densestStrip.ts";
import { inkOf } from "./ink.ts";

test("takes the part with most text, whole lines, no more than a quarter of the page", () => {
  const page = flatPage(1500, 2400);
  drawLine(page, 100, 150, 5, 0);
  for (let y = 1400; y < 1900; y += 60) drawLine(page, 100, y, 30, 0);
  const strip = densestStrip(page, inkOf(page));
  expect(strip.width).toBe(1500);
  expect(strip.height).toBeGreaterThan(300);
  expect(strip.height).toBeLessThanOrEqual(600);
  // No line is cut: dark rows come in runs of whole letters, 36 pixels high (one row less where the page was shrunken).
  const dark = Array.from({ length: strip.height }, (_, y) =>
    strip.grey.subarray(y * 1500, (y + 1) * 1500).includes(0),
  );
  const runs = dark
    .map((each) => (each ? "#" : " "))
    .join("")
    .trim()
    .split(/ +/);
  expect(runs.length).toBeGreaterThanOrEqual(5);
  for (const run of runs) expect(run.length).toBe(36);
});
