import { expect, test } from "vitest";
import type { PageImage } from "../decode/pageImage.ts";
import { drawLine, fillBox, flatPage } from "../testImages.ts";
import { islands } from "./islands.ts";
import { invert, whiten } from "./light.ts";

const at = ({ grey, width }: PageImage, x: number, y: number): number => grey[y * width + x] ?? -1;

/** Six dark letters, the first with an accent, over a dark picture that reaches the edge and specks of a screen. */
function headline(): PageImage {
  const page = flatPage(300, 100, 230, 96);
  drawLine(page, 40, 40, 6, 0);
  fillBox(page, 44, 26, 52, 32, 0);
  fillBox(page, 0, 0, 20, 100, 20);
  for (let x = 30; x < 290; x += 6) fillBox(page, x, 90, x + 2, 92, 0);
  return page;
}

test("dark letters and their accents are kept, the picture at the edge and specks are not", () => {
  const free = islands(headline(), "dark");
  if (free === undefined) throw new Error("nothing was found");
  expect(at(free, 42, 60)).toBe(0);
  expect(at(free, 48, 29)).toBe(0);
  expect(at(free, 10, 50)).toBe(255);
  expect(at(free, 31, 91)).toBe(255);
});

test("light letters come out black on white", () => {
  const free = islands(invert(headline()), "light");
  expect(free).toEqual(islands(headline(), "dark"));
});

test("a crop without letters has none", () => {
  expect(islands(flatPage(200, 80, 200, 96), "dark")).toBeUndefined();
});

test("what is lighter than the white point becomes white, the darkest black", () => {
  const page = flatPage(100, 100, 200);
  fillBox(page, 0, 0, 100, 10, 40);
  fillBox(page, 0, 10, 100, 20, 110);
  const white = whiten(page, 150);
  expect([at(white, 5, 5), at(white, 5, 15), at(white, 5, 50)]).toEqual([0, Math.round((70 * 255) / 110), 255]);
});
