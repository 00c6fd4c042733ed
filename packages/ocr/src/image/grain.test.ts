import { randomFrom } from "@malmoi/core";
import { expect, test } from "vitest";
import type { PageImage } from "../decode/pageImage.ts";
import { drawLine, fillBox, flatPage } from "../testImages.ts";
import { withoutGrain } from "./grain.ts";

function written(): PageImage {
  const page = flatPage(900, 500, 240);
  for (let line = 0; line < 4; line += 1) drawLine(page, 100, 80 + line * 90, 18, 30);
  return page;
}

/** Every so many pixels one is black or white, at random. */
function grained(page: PageImage, one: number): PageImage {
  const random = randomFrom(1);
  const grey = page.grey.map((value) => (random() * one < 1 ? (random() < 0.5 ? 0 : 255) : value));
  return { ...page, grey };
}

const different = (a: PageImage, b: PageImage): number =>
  a.grey.filter((value, i) => Math.abs(value - (b.grey[i] ?? 0)) > 64).length;

test("black and white pixels strewn over a page are taken out, and the letters stay", () => {
  const page = written();
  const noisy = grained(page, 30);
  const clean = withoutGrain(noisy);
  expect(different(noisy, page)).toBeGreaterThan(6000);
  expect(clean && different(clean, page)).toBeLessThan(900);
});

test("strokes of one pixel are no grain", () => {
  const page = grained(written(), 30);
  fillBox(page, 100, 450, 800, 451, 30);
  const clean = withoutGrain(page);
  const stroke = clean?.grey.subarray(450 * 900 + 100, 450 * 900 + 800).filter((value) => value === 30).length;
  expect(stroke).toBeGreaterThan(660);
});

test("a page with little grain stays as it is", () => {
  expect(withoutGrain(written())).toBeUndefined();
  expect(withoutGrain(grained(written(), 1000))).toBeUndefined();
});
