import { expect, test } from "vitest";
import type { PageImage } from "../decode/pageImage.ts";
import { drawLine, flatPage } from "../testImages.ts";
import { withoutFolds } from "./fold.ts";

function written(): PageImage {
  const page = flatPage(900, 1200, 240);
  for (let line = 0; line < 11; line += 1) drawLine(page, 100, 80 + line * 100, 18, 30);
  return page;
}

/** A dark line from top to bottom that begins at `x` and leans to the right by 12 pixels. */
function lined(page: PageImage, x: number, { top = 0, bottom = page.height } = {}): PageImage {
  const grey = page.grey.slice();
  for (let y = top; y < bottom; y += 1) {
    const from = y * page.width + x + Math.round((12 * y) / page.height);
    for (let at = from; at < from + 5; at += 1) grey[at] = (grey[at] ?? 0) * 0.4;
  }
  return { ...page, grey };
}

const darkIn = ({ grey, width }: PageImage, x0: number, x1: number): number =>
  grey.filter((value, at) => value < 128 && at % width >= x0 && at % width < x1).length;

test("a fold that runs down a page across its lines is taken out, and the letters beside it stay", () => {
  const page = written();
  const folded = lined(page, 322);
  const clean = withoutFolds(folded);
  expect(darkIn(folded, 316, 352)).toBeGreaterThan(darkIn(page, 316, 352) + 5000);
  expect(clean && Math.abs(darkIn(clean, 316, 352) - darkIn(page, 316, 352))).toBeLessThan(900);
  expect(clean && darkIn(clean, 0, 316)).toBe(darkIn(page, 0, 316));
  expect(clean && darkIn(clean, 352, 900)).toBe(darkIn(page, 352, 900));
});

test("a line in the margin or between columns is no fold", () => {
  expect(withoutFolds(lined(written(), 40))).toBeUndefined();
  expect(withoutFolds(lined(written(), 780))).toBeUndefined();
});

test("nor is a rule that ends where the text does, whatever it crosses", () => {
  expect(withoutFolds(lined(written(), 322, { top: 80, bottom: 1120 }))).toBeUndefined();
});

test("nor a stroke of a letter in a crop", () => {
  const { grey, ...page } = lined(written(), 322);
  expect(withoutFolds({ ...page, height: 350, grey: grey.slice(0, 350 * page.width) })).toBeUndefined();
});

test("nor is the edge of the paper or the gutter, whose shadow the ends of lines may reach", () => {
  const page = written();
  for (let line = 0; line < 11; line += 1) drawLine(page, 16, 80 + line * 100, 2, 30);
  expect(withoutFolds(lined(page, 22))).toBeUndefined();
  expect(withoutFolds(lined(page, 322))).toBeDefined();
});
