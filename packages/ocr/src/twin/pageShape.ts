import type { BoundingBox } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import { still } from "../image/moved.ts";
import { rotate } from "../image/rotate.ts";
import { findSkew } from "../image/skew.ts";
import { textSize } from "../image/textSize.ts";
import { findBlobs, maskOf } from "../page/blobs.ts";
import { darkPixels, type Ink } from "../page/ink.ts";
import { shrink } from "../page/shrink.ts";
import { type Affine, following } from "./affine.ts";

/** The ink of a page of print, level, at about 150 pixels per inch: what two scans of one page have in common. */
export interface PageShape {
  readonly width: number;
  readonly height: number;
  /** 1 where there is ink, scanner borders left out. */
  readonly ink: Uint8Array;
  /** Around all but the outermost hundredth of the ink on each side. */
  readonly frame: BoundingBox;
  /** From pixels of the page as it was decoded to those of the shape. */
  readonly fromPage: Affine;
}

const WORKING_DPI = 150;
const LONGEST_SIDE = 3000;
/** See `findSkew`: below this there are no lines of text to go by. */
const SHARP_LINES = 1.7;
/** Letters lower than this, in pixels of the shape, cannot be told apart: a 3 from an 8, a c from an e. */
const LEAST_LETTER = 8;
/** A title page or a card is read in no time, and has little to be known by: it is not worth being mistaken. */
const LEAST_PIECES = 150;
/** Smaller pieces are dots and specks: the x-height of 5-point print is more. */
const LETTER_INCHES = 0.025;
/** What one scan has and the other has not (a fold, the neighbouring page's edge) must not move the frame. */
const OUTERMOST = 0.01;

/** A page of print, seen from afar. */
export interface Glance {
  /** The page shrunken by `factor`. */
  readonly small: PageImage;
  readonly factor: number;
  readonly ink: Ink;
  /** How far its lines sink towards the right. */
  readonly degrees: number;
}

/** The page from afar, or undefined if it is no page of print that could be known again. */
export function glanceAt(page: PageImage): Glance | undefined {
  const longest = Math.max(page.width, page.height);
  const factor = Math.max(1, Math.round(page.dpi / WORKING_DPI), Math.ceil(longest / LONGEST_SIDE));
  const small = shrink(page, factor);
  const ink = insideInk(small);
  if (ink.pieces < LEAST_PIECES) return undefined;
  const { degrees, sharpness } = findSkew(ink);
  const letter = textSize(ink)?.letter ?? 0;
  return sharpness < SHARP_LINES || letter < LEAST_LETTER ? undefined : { small, factor, ink, degrees };
}

/** The shape of a page, or undefined if it is no page of print. */
export async function shapeOf(page: PageImage): Promise<PageShape | undefined> {
  const glance = glanceAt(page);
  if (glance === undefined) return undefined;
  const { small, factor, degrees } = glance;
  const { image } = degrees === 0 ? still(small) : await rotate(small, -degrees);
  const { width, height } = image;
  const ink = insideInk(image).text;
  const frame = frameOf(ink, width, height, 0);
  if (frame === undefined) return undefined;
  const shrunk: Affine = [1 / factor, 0, 0, 0, 1 / factor, 0];
  return { width, height, ink, frame, fromPage: following(shrunk, turned(small, image, -degrees)) };
}

/** What `rotate` does to a point: about the middle of the one image to the middle of the other. */
function turned(from: Size, to: Size, degrees: number): Affine {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [cx, cy] = [from.width / 2, from.height / 2];
  return [cos, -sin, to.width / 2 - cos * cx + sin * cy, sin, cos, to.height / 2 - sin * cx - cos * cy];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * All ink, whatever it is: pictures, rules and writing tell pages apart as letters do. Without specks of a pixel and
 * without the pieces that touch the edges, which one scan has and the other has not.
 */
function insideInk({ width, height, dpi, grey }: PageImage): Ink {
  const mask = darkPixels(grey, width, height);
  const { blobs, runs } = findBlobs(mask, width, height);
  let [pieces, inked] = [0, 0];
  const kept = Uint8Array.from(blobs, ({ x0, y0, x1, y1, pixels }) => {
    if (pixels === 1 || x0 === 0 || y0 === 0 || x1 === width || y1 === height) return 0;
    if (Math.max(x1 - x0, y1 - y0) >= LETTER_INCHES * dpi) pieces += 1;
    inked += pixels;
    return 1;
  });
  const text = maskOf(runs, kept, mask.length);
  return { text, pieces, share: inked / text.length, width, height, factor: 1, evenness: 1, tallest: 0 };
}

/**
 * Around all ink but the outermost hundredth on each side, in parts of a pixel, as it lies when it is turned back by
 * `degrees`; undefined if there is none.
 */
export function frameOf(ink: Uint8Array, width: number, height: number, degrees: number): BoundingBox | undefined {
  const { at, size } = levelled(width, height, degrees);
  const columns = new Uint32Array(size);
  const rows = new Uint32Array(size);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (ink[y * width + x] === 0) continue;
      const [column, row] = at(x, y);
      columns[column] = (columns[column] ?? 0) + 1;
      rows[row] = (rows[row] ?? 0) + 1;
    }
  }
  const [x0, x1] = quantiles(columns);
  const [y0, y1] = quantiles(rows);
  return x1 - x0 < 2 || y1 - y0 < 2 ? undefined : [x0, y0, x1, y1];
}

interface Levelled {
  readonly at: (x: number, y: number) => [number, number];
  /** More than any coordinate. */
  readonly size: number;
}

/** Where pixels come to lie when the lines are made level, without making the image. */
export function levelled(width: number, height: number, degrees: number): Levelled {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const margin = Math.ceil(Math.abs(slope) * Math.max(width, height)) + 1;
  return {
    at: (x, y) => [Math.round(x + slope * y) + margin, Math.round(y - slope * x) + margin],
    size: Math.max(width, height) + 2 * margin + 1,
  };
}

/** Where the first and the last hundredth of the ink end, to parts of a pixel. */
function quantiles(sums: Uint32Array): [number, number] {
  const total = sums.reduce((a, b) => a + b, 0);
  const at = (share: number): number => {
    let left = total * share;
    for (let i = 0; i < sums.length; i += 1) {
      const here = sums[i] ?? 0;
      if (left <= here && here > 0) return i + left / here;
      left -= here;
    }
    return sums.length;
  };
  return [at(OUTERMOST), at(1 - OUTERMOST)];
}
