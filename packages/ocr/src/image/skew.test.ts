import { randomFrom } from "@malmoi/core";
import { expect, test } from "vitest";
import { inkOf } from "../page/ink.ts";
import { drawLine, fillBox, flatPage } from "../testImages.ts";
import { findUpright, lineAxis } from "./orientation.ts";
import { rotate, turn } from "./rotate.ts";
import { findSkew } from "./skew.ts";
import type { PageImage } from "../decode/pageImage.ts";

function written(): PageImage {
  const page = flatPage(1500, 1800);
  for (let line = 0; line < 18; line += 1) drawLine(page, 200, 200 + line * 75, 30 - (line % 4), 0);
  return page;
}

test.each([-11.3, -1.27, 0, 0.6, 3.375])("a page turned by %f degrees is found to be within 0.1", async (degrees) => {
  const { image } = await rotate(written(), degrees);
  const found = findSkew(inkOf(image));
  expect(Math.abs(found.degrees - degrees)).toBeLessThan(0.1);
  expect(found.sharpness).toBeGreaterThan(1.7);
});

test("scattered pieces have no angle", () => {
  const page = flatPage(1500, 1800);
  const random = randomFrom(3);
  for (let i = 0; i < 400; i += 1) {
    const [x, y] = [100 + Math.round(random() * 1250), 100 + Math.round(random() * 1550)];
    fillBox(page, x, y, x + 20, y + 20, 0);
  }
  expect(findSkew(inkOf(page)).sharpness).toBeLessThan(1.7);
  expect(findSkew(inkOf(flatPage(500, 500)))).toEqual({ degrees: 0, sharpness: 1 });
});

test("lines are told from columns of letters", () => {
  expect(lineAxis(inkOf(written()))).toBe("horizontal");
  expect(lineAxis(inkOf(turn(written(), 1).image))).toBe("vertical");
  expect(lineAxis(inkOf(flatPage(500, 500)))).toBeUndefined();
});

test("a line that was cut out runs along it, whatever is on it", () => {
  const line = flatPage(600, 190);
  // Two upright strokes: by their profile, lines that run downwards.
  for (const x of [200, 400]) fillBox(line, x, 30, x + 20, 160, 0);
  expect(lineAxis(inkOf(line))).toBe("horizontal");
  expect(lineAxis(inkOf(turn(line, 1).image))).toBe("vertical");
});

test("the orientation that reads best is taken, and only those are read that the lines allow", async () => {
  const turned = turn(written(), 3).image;
  let probed = 0;
  // Upright, the first line begins 200 pixels from the left and the page is 1500 wide.
  const probe = (image: PageImage): Promise<number> => {
    probed += 1;
    return Promise.resolve(image.width === 1500 && image.grey[230 * 1500 + 202] === 0 ? 0.9 : 0.2);
  };
  const found = await findUpright(turned, "vertical", { strip: (page) => page, probe });
  expect([found.quarters, found.image.width, probed]).toEqual([1, 1500, 2]);
});

test("a page that reads about as well as it came stays as it is", async () => {
  const page = written();
  let calls = 0;
  const probe = (): Promise<number> => Promise.resolve((calls += 1) === 1 ? 0.5 : 0.55);
  expect((await findUpright(page, undefined, { strip: (each) => each, probe })).quarters).toBe(0);
});
