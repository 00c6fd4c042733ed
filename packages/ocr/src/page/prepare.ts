import { SCRIPTS, type ScriptCode } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { PageSegmentation } from "../engine/engine.ts";
import { blur } from "../image/blur.ts";
import { addMargin } from "../image/margin.ts";
import { chained, type Moved, still } from "../image/moved.ts";
import { rotate } from "../image/rotate.ts";
import { scale } from "../image/scale.ts";
import { findSkew } from "../image/skew.ts";
import { type TextSize, textSize } from "../image/textSize.ts";
import type { Ink } from "./ink.ts";
import { lineCount } from "./lineCount.ts";

/** A page as the engine is given it. */
export interface Prepared extends Moved {
  /** What was done, in order, for the record. */
  readonly steps: readonly string[];
  /** How the engine should look for text first. */
  readonly pageSegmentation: PageSegmentation;
  /** Whether it is a cut-out of a few lines and no page. */
  readonly crop: boolean;
}

/**
 * See `findSkew` for the first. Tesseract copes with less than the second by itself, and turning blurs; where the page is
 * made smaller afterwards the blur is nothing, and a fifth of a degree puts lines into disorder already (34 Persian pages
 * CER 10.6 to 10.2 %, 22 Spanish ones 2.36 to 2.28 %). Not in scripts without spaces: in Thai it lost lines.
 */
const SHARP_LINES = 1.7;
const LEAST_SKEW = 1;
const LEAST_SKEW_OF_REDUCED = 0.15;

/** Letters within a tenth of the wanted size are left as they are; in a crop, whose few letters say less, a quarter. */
const NEAR_ENOUGH = 0.1;
const NEAR_ENOUGH_IN_CROP = 0.25;

/**
 * Tesseract's search for lines, columns and gaps thinks in inches, and the text tells the scale better than a file's
 * claim: the body of print of 10-12 points is this high, in inches. (9 Thai pages, told 300 dpi for letters half as
 * high: CER 10.0 %, told this: 1.5 %; 34 Persian pages that claim 150-600 dpi: CER 14.8 to 13.9 %.)
 */
const BODY_INCHES = 0.08;
const LEAST_DPI = 70;
const MOST_DPI = 600;

/**
 * An image lower than this many letters is a crop of a few lines: no columns to look for, and letters at its edge. So is
 * one that is lower than this many pixels, whatever size its specks make its letters seem.
 */
const CROP_LETTERS = 12;
const CROP_HEIGHT = 120;
const CROP_MARGIN = 40;

/**
 * The page as its script is read best: level, its letters at the script's size (`readAt`; only ever made smaller, for
 * enlarging helped nowhere), as soft as the script wants it (`soften`), a margin around crops of a few lines and pages cut
 * out closely.
 */
export async function prepare(
  page: PageImage,
  ink: Ink,
  script: ScriptCode,
  { soften = SCRIPTS[script].soften }: { readonly soften?: number } = {},
): Promise<Prepared> {
  const steps: string[] = [];
  let moved = still(page);
  const size = textSize(ink);
  const crop = size === undefined || page.height < Math.max(CROP_HEIGHT, CROP_LETTERS * size.letter);
  const { degrees, sharpness } = findSkew(ink);
  const factor = reduction(size, script, crop ? NEAR_ENOUGH_IN_CROP : NEAR_ENOUGH);
  const least = factor < 1 && SCRIPTS[script].spaces ? LEAST_SKEW_OF_REDUCED : LEAST_SKEW;
  if (!crop && sharpness > SHARP_LINES && Math.abs(degrees) >= least) {
    moved = await rotate(page, -degrees);
    steps.push(`deskewed ${degrees.toFixed(2)} degrees`);
  }
  if (factor < 1) {
    moved = chained(moved, await scale(moved.image, factor));
    steps.push(`scaled to ${Math.round(factor * 100)} %`);
  }
  if (!crop && soften > 0) {
    moved = { ...moved, image: await blur(moved.image, soften) };
    steps.push("blurred");
  }
  if (crop || (size !== undefined && isCutOutClosely(ink, size.letter))) {
    moved = chained(moved, withMargin(moved.image));
    if (!crop) steps.push("margin added");
  }
  const { image, toSource } = moved;
  const pageSegmentation = crop ? (lineCount(ink) === 1 ? "line" : "block") : "auto";
  const dpi = size === undefined || crop ? image.dpi : resolution(size.body * factor);
  return { image: { ...image, dpi }, toSource, steps, pageSegmentation, crop };
}

/**
 * Whether at three sides as much as a letter stands nearer to the edge than a letter is high: a page that was cut out
 * closely, and not a stain or a stamp at the edge. (A Thai page cut out so: CER 38 %, with a margin 1.3, as with its own;
 * most others are read as well as before.)
 */
function isCutOutClosely({ text, width, height, factor }: Ink, letter: number): boolean {
  const near = Math.round(letter / factor);
  const sides = { left: 0, right: 0, top: 0, bottom: 0 };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (x === near && y >= near && y < height - near) x = Math.max(x, width - near);
      if (text[y * width + x] === 0) continue;
      if (x < near) sides.left += 1;
      if (x >= width - near) sides.right += 1;
      if (y < near) sides.top += 1;
      if (y >= height - near) sides.bottom += 1;
    }
  }
  return Object.values(sides).filter((pixels) => pixels > near * near).length >= 3;
}

/** A crop with the margin that the engine wants around letters. */
export function withMargin(crop: PageImage): Moved {
  return addMargin(crop, CROP_MARGIN);
}

/** Pixels per inch of print whose letter bodies are so many pixels high. */
function resolution(body: number): number {
  return Math.min(MOST_DPI, Math.max(LEAST_DPI, Math.round(body / BODY_INCHES)));
}

/** 0-1: by how much a page's letters are too large for its script's models. */
function reduction(size: TextSize | undefined, script: ScriptCode, nearEnough: number): number {
  const { readAt } = SCRIPTS[script];
  if (size === undefined || readAt === null) return 1;
  const factor = "body" in readAt ? readAt.body / size.body : readAt.letter / size.letter;
  return factor > 1 - nearEnough ? 1 : factor;
}
