import { expect, test } from "vitest";
import { drawLine, fillBox, flatPage } from "../testImages.ts";
import { cut } from "./cut.ts";
import { addMargin } from "./margin.ts";
import { chained } from "./moved.ts";
import { type QuarterTurns, rotate, turn } from "./rotate.ts";
import { scale } from "./scale.ts";
import type { PageImage } from "../decode/pageImage.ts";

/** The box of the dark pixels. */
function darkBox({ width, height, grey }: PageImage): [number, number, number, number] {
  let [x0, y0, x1, y1] = [width, height, 0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((grey[y * width + x] ?? 255) >= 128) continue;
      [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x + 1), Math.max(y1, y + 1)];
    }
  }
  return [x0, y0, x1, y1];
}

function marked(): PageImage {
  const page = flatPage(300, 200);
  fillBox(page, 30, 50, 90, 70, 0);
  return page;
}

test.each<QuarterTurns>([0, 1, 2, 3])("a page turned by %i quarters maps its boxes back exactly", (quarters) => {
  const { image, toSource } = turn(marked(), quarters);
  expect([image.width, image.height]).toEqual(quarters % 2 === 0 ? [300, 200] : [200, 300]);
  expect(toSource(darkBox(image))).toEqual([30, 50, 90, 70]);
});

test("one quarter is clockwise: what was on the left is at the top", () => {
  expect(darkBox(turn(marked(), 1).image)).toEqual([130, 30, 150, 90]);
});

test("cutting, margins and scaling map boxes back, one after another too", async () => {
  const part = cut(marked(), [20, 40, 120, 120]);
  expect(part.toSource(darkBox(part.image))).toEqual([30, 50, 90, 70]);
  const framed = chained(part, addMargin(part.image, 15));
  expect(framed.image.width).toBe(130);
  expect(framed.toSource(darkBox(framed.image))).toEqual([30, 50, 90, 70]);
  const small = chained(framed, await scale(framed.image, 0.5));
  expect([small.image.width, small.image.dpi]).toEqual([65, 150]);
  const box = small.toSource(darkBox(small.image));
  for (const [i, value] of [30, 50, 90, 70].entries()) expect(Math.abs((box[i] ?? 0) - value)).toBeLessThanOrEqual(2);
});

test.each([7, -4])("a page turned by %i degrees keeps its paper, and its boxes lead back", async (degrees) => {
  const page = flatPage(400, 300, 200);
  drawLine(page, 300, 40, 1, 0);
  const { image, toSource } = await rotate(page, degrees);
  expect(image.grey[0]).toBe(200);
  const [x0, y0, x1, y1] = toSource(darkBox(image));
  // The letter is inside, and the box no larger than turning twice makes it.
  expect(x0 >= 290 && x0 <= 301 && y0 >= 30 && y0 <= 41).toBe(true);
  expect(x1 >= 323 && x1 <= 334 && y1 >= 75 && y1 <= 86).toBe(true);
});

test("a box never leaves the page it is mapped to", () => {
  expect(addMargin(marked(), 10).toSource([0, 0, 320, 220])).toEqual([0, 0, 300, 200]);
});
