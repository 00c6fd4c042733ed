import { expect, test } from "vitest";
import type { PageImage } from "../decode/pageImage.ts";
import { drawLine, fillBox, flatPage } from "../testImages.ts";
import { withoutBlackBorder } from "./blackBorder.ts";
import { cut } from "./cut.ts";

/** Five lines that begin at 200, 150, on grey paper of 900 x 600. */
function written(paper = 220, ink = 30): PageImage {
  const page = flatPage(900, 600, paper);
  for (let line = 0; line < 5; line += 1) drawLine(page, 200, 150 + line * 70, 15, ink);
  return page;
}

test("a black border is cut off at every edge where it is, and boxes are mapped back", () => {
  const page = written();
  fillBox(page, 0, 0, 40, 600, 12);
  fillBox(page, 0, 550, 900, 600, 12);
  // Dust on the glass.
  fillBox(page, 8, 300, 10, 302, 200);
  const bare = withoutBlackBorder(page);
  expect(bare?.image).toEqual(cut(written(), [40, 0, 900, 550]).image);
  expect(bare?.toSource([160, 150, 260, 186])).toEqual([200, 150, 300, 186]);
});

test("so is the strip of the neighbouring page beside it", () => {
  const page = written();
  fillBox(page, 0, 0, 900, 20, 12);
  fillBox(page, 860, 0, 900, 600, 12);
  drawLine(page, 836, 300, 1, 30);
  fillBox(page, 826, 0, 830, 600, 12);
  expect(withoutBlackBorder(page)?.image).toEqual(cut(written(), [0, 20, 826, 600]).image);
});

test("of a bar that stands askew what is black throughout is cut off", () => {
  const page = written();
  fillBox(page, 0, 0, 900, 10, 12);
  for (let y = 0; y < 600; y += 1) fillBox(page, 0, y, 30 + Math.floor(y / 40), y + 1, 12);
  expect(withoutBlackBorder(page)?.image).toMatchObject({ width: 870, height: 590 });
});

test("the narrow column of a table whose frame is the edge of the image is text", () => {
  const page = written();
  drawLine(page, 20, 300, 1, 30);
  fillBox(page, 60, 0, 62, 600, 30);
  for (const x of [0, 896]) fillBox(page, x, 0, x + 4, 600, 30);
  expect(withoutBlackBorder(page)?.image).toEqual(cut(page, [4, 0, 896, 600]).image);
});

const stroke = flatPage(60, 36, 220);
drawLine(stroke, 0, 0, 2, 30);
const tight = cut(written(20, 230), [190, 140, 740, 480]).image;

test.each([
  ["a page without one", written()],
  ["a crop that begins with a letter as high as it", stroke],
  ["light letters on black", written(20, 230)],
  ["light letters on black, cut out closely", tight],
  ["nothing but black", flatPage(100, 100, 12)],
])("%s is left as it is", (_, page) => {
  expect(withoutBlackBorder(page)).toBeUndefined();
});
