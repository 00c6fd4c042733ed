import { type BoundingBox, LANGUAGES, SCRIPTS } from "@malmoi/schemas";
import { expect, test } from "vitest";
import type { PageImage } from "../decode/pageImage.ts";
import { cut } from "../image/cut.ts";
import { rotate } from "../image/rotate.ts";
import { findSkew } from "../image/skew.ts";
import { textSize } from "../image/textSize.ts";
import { writtenPage } from "../testImages.ts";
import { inkOf } from "./ink.ts";
import { prepare } from "./prepare.ts";

const LINES = ["LA TELA FINA", "EL MANTEL", "EN LA VENTANA", "LA FAMILIA", "EL TITAN", "LA LLAMA", "EN EL VALLE"];

/** The box of the dark pixels. */
function darkBox({ width, height, grey }: PageImage): BoundingBox {
  let [x0, y0, x1, y1] = [width, height, 0, 0];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((grey[y * width + x] ?? 255) >= 128) continue;
      [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x + 1), Math.max(y1, y + 1)];
    }
  }
  return [x0, y0, x1, y1];
}

function farthest(a: BoundingBox, b: BoundingBox): number {
  return Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 0))));
}

/** The scripts whose pages are read at a size of their own, and one that is read as it comes. */
const scripts = [...new Set(LANGUAGES.map(({ script }) => script))];
const sized = scripts.filter((script) => SCRIPTS[script].readAt !== null);
const unsized = scripts.find((script) => SCRIPTS[script].readAt === null) ?? "Khmr";

test.each(sized)("letters too large for the models of %s are made smaller, and boxes lead back", async (script) => {
  const page = await writtenPage(LINES);
  const { image, toSource, steps, pageSegmentation } = await prepare(page, inkOf(page), script, { soften: 0 });
  expect([steps.length, steps[0]]).toEqual([1, expect.stringMatching(/^scaled to \d+ %$/)]);
  expect(pageSegmentation).toBe("auto");
  const { readAt } = SCRIPTS[script];
  const size = textSize(inkOf({ ...image, dpi: 150 }));
  const [found, wanted] =
    readAt !== null && "body" in readAt ? [size?.body, readAt.body] : [size?.letter, readAt?.letter];
  // Pixels are whole: a letter of 12 cannot be measured to a tenth.
  expect(Math.abs((found ?? 0) - (wanted ?? 0))).toBeLessThanOrEqual(2.5);
  const pixel = page.width / image.width;
  expect(farthest(toSource(darkBox(image)), darkBox(page))).toBeLessThanOrEqual(1.5 * pixel);
});

test("letters are never enlarged", async () => {
  for (const script of sized) {
    const page = await writtenPage(LINES);
    const small = (await prepare(page, inkOf(page), script, { soften: 0 })).image;
    const again = await prepare({ ...small, dpi: 150 }, inkOf({ ...small, dpi: 150 }), script, { soften: 0 });
    expect(again.image.width).toBeLessThanOrEqual(small.width);
    const tiny = await prepare(page, { ...inkOf(page), factor: 0.1 }, script, { soften: 0 });
    expect([tiny.image.width, tiny.steps]).toEqual([page.width, []]);
  }
});

test("an upright page of a script that is read as it comes stays as it is", async () => {
  const page = await writtenPage(LINES);
  const { image, toSource, steps } = await prepare(page, inkOf(page), unsized);
  expect(steps).toEqual([]);
  expect(image.grey).toBe(page.grey);
  expect(toSource([10, 20, 30, 40])).toEqual([10, 20, 30, 40]);
});

test("the engine is told the resolution that the letters speak of, not the file's claim", async () => {
  const page = await writtenPage(LINES);
  const of = async (dpi: number): Promise<number> =>
    (await prepare({ ...page, dpi }, inkOf({ ...page, dpi: 300 }), unsized)).image.dpi;
  expect(await of(72)).toBe(await of(600));
});

test.each([3, -3])(
  "a page that hangs by %i degrees is turned back, and boxes hold what stood there",
  async (degrees) => {
    const long = LINES.map((line, i) => `${line} ${LINES[6 - i] ?? ""}`);
    const page = (await rotate(await writtenPage(long), degrees)).image;
    const { image, toSource, steps } = await prepare(page, inkOf(page), unsized);
    expect(steps).toHaveLength(1);
    const [, found] = /^deskewed (-?\d\.\d\d) degrees$/.exec(steps[0] ?? "") ?? [];
    expect(Math.abs(Number(found) - degrees)).toBeLessThan(0.2);
    expect(Math.abs(findSkew(inkOf(image)).degrees)).toBeLessThan(0.2);
    const [x0, y0, x1, y1] = toSource(darkBox(image));
    const [left, top, right, bottom] = darkBox(page);
    expect(x0 <= left + 1 && y0 <= top + 1 && x1 >= right - 1 && y1 >= bottom - 1).toBe(true);
  },
);

test.each([
  ["line", 1],
  ["block", 2],
] as const)("a crop is read as a %s and gets a margin of its own paper", async (segmentation, lines) => {
  const whole = await writtenPage(["LA TELA FINA EN LA MINA", "EL MANTEL EN LA VENTANA"]);
  const { image: crop } = cut(whole, [112, 112, 1040, 112 + lines * 90 - 34]);
  const page = { ...crop, grey: crop.grey.map((value) => Math.min(value, 220)) };
  const { image, toSource, pageSegmentation } = await prepare(page, inkOf(page), unsized);
  expect(pageSegmentation).toBe(segmentation);
  expect(image.width).toBeGreaterThan(page.width);
  expect(image.height).toBeGreaterThan(page.height);
  const corners = [0, image.width - 1, image.grey.length - 1].map((at) => image.grey[at]);
  expect(corners).toEqual([220, 220, 220]);
  expect(toSource(darkBox(image))).toEqual(darkBox(page));
});

test("pages of Tamil are softened, unless they are wanted as they are; a slight skew counts where a page is reduced", async () => {
  const page = await writtenPage(LINES);
  const soft = await prepare(page, inkOf(page), "Taml");
  expect(soft.steps).toEqual(["blurred"]);
  expect(soft.image.grey).not.toEqual(page.grey);
  expect((await prepare(page, inkOf(page), "Taml", { soften: 0 })).image.grey).toEqual(page.grey);
  const { image: askew } = await rotate(page, 0.5);
  expect((await prepare(askew, inkOf(askew), "Latn")).steps[0]).toMatch(/^deskewed/);
  expect((await prepare(askew, inkOf(askew), "Thai")).steps[0]).toMatch(/^scaled/);
});

test("text that was cut out to its edges gets a margin, and boxes lead back", async () => {
  const page = await writtenPage(LINES);
  const [x0, y0, x1, y1] = darkBox(page);
  const { image } = cut(page, [x0 - 4, y0 - 4, x1 + 4, y1 + 4]);
  const prepared = await prepare(image, inkOf(image), unsized);
  expect(prepared.steps).toContain("margin added");
  expect(prepared.image.width).toBeGreaterThan(image.width + 50);
  expect(farthest(prepared.toSource(darkBox(prepared.image)), darkBox(image))).toBeLessThanOrEqual(1.5);
  // A stamp at one edge, or none.
  const stamped = cut(page, [x0 - 4, y0 - 100, x1 + 100, y1 + 100]).image;
  for (const whole of [stamped, page]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await prepare(whole, inkOf(whole), unsized)).steps).not.toContain("margin added");
  }
});
