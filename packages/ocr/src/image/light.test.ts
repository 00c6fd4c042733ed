import { randomFrom } from "@malmoi/core";
import { expect, test } from "vitest";
import { drawLine, fillBox, flatPage } from "../testImages.ts";
import { binariseOtsu, binariseSauvola, otsuThreshold } from "./binarise.ts";
import { blur, despeckle, isBitonal } from "./blur.ts";
import { flatten } from "./light.ts";
import type { PageImage } from "../decode/pageImage.ts";

/** Paper that darkens from 240 at the left to 100 at the right, with ink at 40 % of it. */
function shaded(): PageImage {
  const page = flatPage(1200, 600);
  for (let line = 0; line < 5; line += 1) drawLine(page, 60, 60 + line * 100, 30, 0);
  for (let at = 0; at < page.grey.length; at += 1) {
    const paper = 240 - (140 * (at % 1200)) / 1200;
    page.grey[at] = page.grey[at] === 0 ? paper * 0.4 : paper;
  }
  return page;
}

const at = ({ grey, width }: PageImage, x: number, y: number): number => grey[y * width + x] ?? -1;

test("flattened paper is white and the ink of one darkness from side to side", () => {
  const flat = flatten(shaded());
  for (const x of [30, 600, 1180]) expect(at(flat, x, 30)).toBeGreaterThan(215);
  for (const x of [62, 62 + 29 * 36]) expect(Math.abs(at(flat, x, 70) - 102)).toBeLessThan(12);
});

test("Sauvola keeps the letters under a shadow where one threshold loses the paper", () => {
  const page = shaded();
  const local = binariseSauvola(page, 75);
  const wrong = (made: PageImage): number => {
    let count = 0;
    for (let i = 0; i < page.grey.length; i += 1) {
      const paper = 240 - (140 * (i % 1200)) / 1200;
      if ((made.grey[i] === 0) !== (page.grey[i] ?? 0) < paper * 0.7) count += 1;
    }
    return count / page.grey.length;
  };
  expect(wrong(local)).toBeLessThan(0.002);
  expect(wrong(binariseOtsu(page))).toBeGreaterThan(0.02);
});

test("Otsu's threshold lies between two classes", () => {
  const page = flatPage(100, 100, 200);
  fillBox(page, 0, 0, 100, 30, 50);
  const threshold = otsuThreshold(page.grey);
  expect(threshold >= 50 && threshold < 200).toBe(true);
});

test("bitonal pages are known, blur makes them grey, the median takes out salt and pepper", async () => {
  const page = flatPage(400, 400);
  drawLine(page, 50, 100, 6, 0);
  expect(isBitonal(page)).toBe(true);
  expect(isBitonal(shaded())).toBe(false);
  const soft = await blur(page, 0.8);
  expect(at(soft, 50, 110)).toBeGreaterThan(20);
  expect(soft.grey.length).toBe(page.grey.length);
  const noisy: PageImage = { ...page, grey: page.grey.slice() };
  const random = randomFrom(7);
  for (let i = 0; i < 300; i += 1) noisy.grey[Math.floor(random() * noisy.grey.length)] = 0;
  const clean = await despeckle(noisy);
  expect(clean.grey.filter((value) => value < 128).length).toBeLessThanOrEqual(
    page.grey.filter((value) => value < 128).length,
  );
});
