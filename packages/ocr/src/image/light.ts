import type { PageImage } from "../decode/pageImage.ts";
import { paperOf } from "../page/background.ts";
import { shrink } from "../page/shrink.ts";
import { toHistogram } from "./histogram.ts";

/** Paper is looked for at about this resolution: shadows and stains are far larger than its pixels. */
const PAPER_DPI = 75;

/** Black for white. */
export function invert(page: PageImage): PageImage {
  const grey = new Uint8Array(page.grey.length);
  for (let i = 0; i < grey.length; i += 1) grey[i] = 255 - (page.grey[i] ?? 0);
  return { ...page, grey };
}

/** Paper darker than this is a scanner's border or a picture: dividing by it would make grain of black. */
const DARKEST_PAPER = 48;

/**
 * The page under even light: each pixel divided by the paper around it (`paperOf`), so that paper is 255 everywhere.
 */
export function flatten(page: PageImage): PageImage {
  const { width, height, dpi, grey } = page;
  const factor = Math.max(1, Math.min(Math.round(dpi / PAPER_DPI), Math.floor(Math.min(width, height) / 64)));
  const small = shrink(page, factor);
  const paper = paperOf(small.grey, small.width, small.height);
  // 16 bits after the point: one multiplication a pixel instead of a division.
  const gains = Uint32Array.from({ length: 256 }, (_, value) =>
    Math.round((255 * 65_536) / Math.max(DARKEST_PAPER, value)),
  );
  const columns = new Int32Array(width);
  for (let x = 0; x < width; x += 1) columns[x] = Math.min(small.width - 1, Math.floor(x / factor));
  const flat = new Uint8ClampedArray(grey.length);
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(small.height - 1, Math.floor(y / factor)) * small.width;
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      flat[at] = ((grey[at] ?? 255) * (gains[paper[row + (columns[x] ?? 0)] ?? 255] ?? 65_536)) / 65_536;
    }
  }
  return { width, height, dpi, grey: new Uint8Array(flat.buffer) };
}

/** The darkest 3 % of a crop are the cores of its letters. */
const CORE_RANK = 0.03;

/** The darkest half per cent of a page that has a line of text is ink. */
const INK_RANK = 0.005;

/** A page of faint print, under even light, with its ink as black as any. */
export function strengthen(page: PageImage): PageImage {
  const flat = flatten(page);
  const black = Math.min(toHistogram(flat.grey).rank(INK_RANK), 254);
  const levels = Uint8ClampedArray.from({ length: 256 }, (_, value) => ((value - black) * 255) / (255 - black));
  return { ...flat, grey: flat.grey.map((value) => levels[value] ?? 255) };
}

/** What is lighter than `white` (1-255) becomes white, the cores of the letters black, what is between in proportion. */
export function whiten(page: PageImage, white: number): PageImage {
  const black = Math.min(toHistogram(page.grey).rank(CORE_RANK), white - 1);
  const levels = Uint8ClampedArray.from({ length: 256 }, (_, value) => ((value - black) * 255) / (white - black));
  return { ...page, grey: page.grey.map((value) => levels[value] ?? 255) };
}
