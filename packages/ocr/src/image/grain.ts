import type { PageImage } from "../decode/pageImage.ts";
import { middle } from "../page/middle.ts";

/** A pixel of grain is lighter or darker by so many levels than all its neighbours but one (grains may touch). */
const STANDS_OUT = 64;

/**
 * Share of a page's pixels that are grain by itself, with no other around; it is sought in every so many rows. (Salt and
 * pepper on 3 % of the pixels: 24 pages, lines and crops 0.0096 to 0.022, one crop 0.005. 80 crops of screened pictures: at
 * most 0.008; a page at 100 dpi whose fine strokes suffer if they are taken for grain: less than 0.002.)
 */
const GRAINY = 0.009;
const EVERY = 8;

/**
 * The page without salt and pepper: single pixels that stand out from what is around them, which the engine takes for
 * parts of letters, become like the middle one of their neighbours. Undefined if there are few. Strokes, even of one
 * pixel's width, have two neighbours like them.
 */
export function withoutGrain(page: PageImage): PageImage | undefined {
  if (grainOf(page) < GRAINY) return undefined;
  const { grey, width, height } = page;
  const around = stepsAround(width);
  const clean = grey.slice();
  for (let y = 1; y < height - 1; y += 1) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at += 1) {
      if (isGrain(grey, at, around)) clean[at] = middle(around.map((step) => grey[at + step] ?? 255));
    }
  }
  return { ...page, grey: clean };
}

/** 0-1: share of the pixels that are grain by itself. */
export function grainOf({ grey, width, height }: PageImage): number {
  const around = stepsAround(width);
  let looked = 1;
  let grains = 0;
  for (let y = 2; y < height - 2; y += EVERY) {
    for (let at = y * width + 2; at < (y + 1) * width - 2; at += 1) {
      if (isGrain(grey, at, around) && isAlone(grey, at, width)) grains += 1;
    }
    looked += width;
  }
  return grains / looked;
}

/** From a pixel to each of the eight around it. */
const stepsAround = (width: number): readonly number[] => [
  -width - 1,
  -width,
  -width + 1,
  -1,
  1,
  width - 1,
  width,
  width + 1,
];

function isGrain(grey: Uint8Array, at: number, around: readonly number[]): boolean {
  const value = grey[at] ?? 255;
  // Most pixels are like the one before.
  const before = (grey[at - 1] ?? 255) - value;
  const after = (grey[at + 1] ?? 255) - value;
  const dark = before > STANDS_OUT || after > STANDS_OUT;
  const light = before < -STANDS_OUT || after < -STANDS_OUT;
  if (dark === light) return false;
  const sign = dark ? 1 : -1;
  let like = 0;
  for (const step of around) {
    if (sign * ((grey[at + step] ?? 255) - value) <= STANDS_OUT && (like += 1) > 1) return false;
  }
  return true;
}

/** Whether of the 5 x 5 pixels around a grain no more than one is like it. */
function isAlone(grey: Uint8Array, at: number, width: number): boolean {
  const value = grey[at] ?? 255;
  let like = -1;
  for (let row = at - 2 * width; row <= at + 2 * width; row += width) {
    for (let near = row - 2; near <= row + 2; near += 1) {
      if (Math.abs((grey[near] ?? 255) - value) <= STANDS_OUT) like += 1;
    }
  }
  return like <= 1;
}
