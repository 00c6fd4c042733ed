import { expect, test } from "vitest";
import { inkOf } from "../page/ink.ts";
import { drawLine, fillBox, flatPage } from "../testImages.ts";
import { contentBox } from "./crop.ts";
import { findDoublePage } from "./doublePage.ts";
import type { PageImage } from "../decode/pageImage.ts";

test("black borders are cut from the sides that have them", () => {
  const page = flatPage(1200, 1800, 230);
  fillBox(page, 0, 0, 60, 1800, 10);
  fillBox(page, 0, 1740, 1200, 1800, 10);
  drawLine(page, 200, 300, 20, 0);
  const [x0, y0, x1, y1] = contentBox(page);
  expect([y0, x1]).toEqual([0, 1200]);
  expect(x0 >= 60 && x0 <= 75 && y1 <= 1740 && y1 >= 1725).toBe(true);
});

test("a frame inside the margin and a picture that fills half the page are not borders", () => {
  const page = flatPage(1200, 1800);
  fillBox(page, 60, 60, 80, 1740, 0);
  fillBox(page, 0, 1200, 1200, 1800, 20);
  expect(contentBox(page)).toEqual([0, 0, 1200, 1800]);
});

function columns(page: PageImage, lefts: readonly number[], letters: number): PageImage {
  for (const left of lefts) for (let y = 200; y < page.height - 200; y += 75) drawLine(page, left, y, letters, 0);
  return page;
}

test("a spread is two pages, the right one first from right to left", () => {
  const page = columns(flatPage(2400, 1700), [200, 1300], 24);
  const found = findDoublePage(inkOf(page), page, "ltr");
  expect(found?.[0][0]).toBe(0);
  expect(found?.[0][2]).toBe(found?.[1][0]);
  const cut = found?.[0][2] ?? 0;
  expect(cut > 1070 && cut < 1300).toBe(true);
  expect(findDoublePage(inkOf(page), page, "rtl")).toEqual(found?.toReversed());
});

test("the shadow of the fold does not join the pages, nor does a stroke at the edge hide the gutter", () => {
  const page = columns(flatPage(2400, 1700), [300, 1400], 20);
  fillBox(page, 1206, 300, 1212, 420, 0);
  fillBox(page, 40, 800, 50, 820, 0);
  expect(findDoublePage(inkOf(page), page, "ltr")).toBeDefined();
});

test("a single page is never cut: two columns, a table, a headline across", () => {
  const high = columns(flatPage(1700, 2400), [150, 950], 16);
  expect(findDoublePage(inkOf(high), high, "ltr")).toBeUndefined();
  const table = columns(flatPage(2400, 1700), [200, 780, 1360, 1940], 8);
  expect(findDoublePage(inkOf(table), table, "ltr")).toBeUndefined();
  const headed = columns(flatPage(2400, 1700), [200, 1300], 24);
  drawLine(headed, 800, 100, 24, 0);
  expect(findDoublePage(inkOf(headed), headed, "ltr")).toBeUndefined();
});
