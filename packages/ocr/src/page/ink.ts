import type { PageImage } from "../decode/pageImage.ts";
import { toHistogram } from "../image/histogram.ts";
import { eachDarker } from "./background.ts";
import { type Blob, findBlobs, maskOf, type Runs } from "./blobs.ts";
import { shrink } from "./shrink.ts";

/** The ink of a page. */
export interface Ink {
  /** 0-1: share of the page's pixels that are ink: text, rules and pictures, without specks and scanner borders. */
  readonly share: number;
  /** Number of pieces of ink that may be letters or more: what is smaller counts as ink, but proves nothing. */
  readonly pieces: number;
  /** Where text-sized ink is: 1, else 0. */
  readonly text: Uint8Array;
  /** Size of `text`, which is the page shrunken by `factor`. */
  readonly width: number;
  readonly height: number;
  readonly factor: number;
  /**
   * 0-1: how bright the paper is under the least lit text, a tenth or as much as lies under a stain, beside the best
   * lit. Even light gives more than 0.9; 1 for negatives and without text.
   */
  readonly evenness: number;
  /** 0-1: height of the tallest piece of ink, rules and pictures among them, as a share of the page's. */
  readonly tallest: number;
}

/** Ink is looked for at about this resolution: a stroke of 0.2 mm still has one dark pixel, and it takes 50 ms. */
const WORKING_DPI = 150;

/**
 * Ink is darker than its paper by this share of the paper's brightness. Bleed-through and show-through lie at
 * 0.05-0.15, faded print and pencil begin at about 0.3; below 24 levels nothing is believed, for that is noise.
 */
const LEAST_DARKNESS = 0.22;
const LEAST_LEVELS = 24;

/** A page whose median is below this is a negative (microfilm): its writing is the light part. */
const NEGATIVE_BELOW = 96;

/** Sizes in inches. A full stop in 6-point print measures about 0.012; dust and sensor noise are below. */
const SPECK = 0.012;
/** The x-height of 5-point print is 0.032 inches; no letter of anything that is meant to be read is smaller. */
const LETTER = 0.025;
/** The x-height of 6-point print. */
const FAINT_LETTER = 0.04;
/** The tallest piece that may be text: a headline, a line of joined Devanagari. Larger pieces are pictures. */
const TALLEST_TEXT = 0.8;
/** Longer and thinner pieces are rules. */
const RULE_LENGTH = 1.5;
const RULE_THICKNESS = 0.04;

/**
 * Finds the ink of a page. Pieces that touch the edge of the image and keep near it (black scanner borders, the
 * neighbouring page) are not counted, nor are pieces smaller than 0.012 inches, nor what is less than 22 % darker than the paper around it.
 */
export function inkOf(page: PageImage): Ink {
  return inkDarkerBy(page, LEAST_DARKNESS, LEAST_LEVELS);
}

/**
 * The ink of a page that was made three times smaller or more (`decodeSmallPage`), in which a stroke of small print fills
 * a third of a pixel's width: what is half as dark is ink there. If that proves the page blank, so does the page itself,
 * unless there is faint print.
 */
export function inkFromAfar(small: PageImage): Ink {
  return inkDarkerBy(small, LEAST_DARKNESS / 2, LEAST_LEVELS / 2);
}

/** Pieces on a page made smaller that may be letters of faint print, a quarter as dark. Dust, wider so, is smaller. */
export function faintPiecesFromAfar(small: PageImage): number {
  return inkDarkerBy(small, LEAST_DARKNESS / 4, LEAST_LEVELS / 4, FAINT_LETTER).pieces;
}

/** Pieces of ink that is half as dark: faint print, but also what shows through from the other side. */
export function faintPieces(page: PageImage): number {
  return inkDarkerBy(page, LEAST_DARKNESS / 2, LEAST_LEVELS / 2).pieces;
}

function inkDarkerBy(page: PageImage, share: number, levels: number, letter = LETTER): Ink {
  const factor = Math.max(1, Math.round(page.dpi / WORKING_DPI), Math.ceil(Math.max(page.width, page.height) / 3000));
  const { width, height, dpi, grey } = shrink(page, factor);
  const negative = toHistogram(grey).rank(0.5) < NEGATIVE_BELOW;
  const positive = negative ? grey.map((value) => 255 - value) : grey;
  const paper = darkerBy(positive, width, height, share, levels);
  const { blobs, runs } = findBlobs(paper, width, height);
  const deep = deepPixels(runs, blobs.length, width, height);
  const kinds = Uint8Array.from(blobs, (blob, i) => kindOf(blob, deep[i] ?? 0, width, height, dpi));
  let inked = 0;
  let pieces = 0;
  for (const [i, blob] of blobs.entries()) {
    if (kinds[i] === NOTHING) continue;
    inked += blob.pixels;
    if (Math.max(blob.x1 - blob.x0, blob.y1 - blob.y0) >= letter * dpi) pieces += 1;
  }
  const text = maskOf(runs, kinds, paper.length);
  const evenness = negative ? 1 : evennessOf(paper, text);
  const tallest = blobs.reduce((most, { y0, y1 }) => Math.max(most, y1 - y0), 0) / height;
  return { share: inked / (width * height), pieces, text, width, height, factor, evenness, tallest };
}

/**
 * Proof that nothing is written on the page: away from the edges there is not a single piece of ink as large as a
 * letter (0.025 inches, below the x-height of 5-point print). A page number has at least one, a short line a dozen.
 */
export function provesBlank(ink: Ink): boolean {
  return ink.pieces === 0;
}

/** Less than a word: a few stains, two punch holes, a pencil stroke. */
const STAINS = 8;
const STAINED_SHARE = 0.002;

/**
 * Nearly blank: fewer than 8 pieces, together less than 0.2 % of the page. Such a page counts as blank only if
 * recognition finds no text on it either.
 */
export function isStained(ink: Ink): boolean {
  return ink.pieces < STAINS && ink.share < STAINED_SHARE;
}

/** The least and the best lit text, of which specks and pictures are left out. */
const TAIL = 0.1;

/** Under a stain lies less of it, but a stain that text can be read through leaves more than half of the light; a picture does not. */
const STAINED_TAIL = 0.02;
const STAINED = 0.45;

const NOTHING = 0;
const TEXT = 1;
const PICTURE = 2;

/** A scanner's border keeps to the outermost tenth of the page, bar less than 0.05 % of the page's pixels. */
const BORDER = 0.1;
const BORDER_LEAK = 0.0005;

function kindOf({ x0, y0, x1, y1 }: Blob, deep: number, width: number, height: number, dpi: number): number {
  const across = (x1 - x0) / dpi;
  const down = (y1 - y0) / dpi;
  if (x0 === 0 || y0 === 0 || x1 === width || y1 === height) {
    return deep <= BORDER_LEAK * width * height ? NOTHING : PICTURE;
  }
  if (Math.max(across, down) < SPECK || Math.max(x1 - x0, y1 - y0) < 2) return NOTHING;
  if (Math.max(across, down) > RULE_LENGTH && Math.min(across, down) < RULE_THICKNESS) return PICTURE;
  return down > TALLEST_TEXT ? PICTURE : TEXT;
}

/** Of each blob: its pixels away from the borders. */
function deepPixels({ starts, ends, owners }: Runs, blobs: number, width: number, height: number): Uint32Array {
  const deep = new Uint32Array(blobs);
  const [left, top] = [Math.round(width * BORDER), Math.round(height * BORDER)];
  for (let i = 0; i < owners.length; i += 1) {
    const start = starts[i] ?? 0;
    const row = start - (start % width);
    if (row < top * width || row >= (height - top) * width) continue;
    const inside = Math.min(ends[i] ?? 0, row + width - left) - Math.max(start, row + left);
    const owner = owners[i] ?? 0;
    if (inside > 0) deep[owner] = (deep[owner] ?? 0) + inside;
  }
  return deep;
}

/** Not 0 where a page is darker than the paper around, by more than bleed-through is. */
export function darkPixels(grey: Uint8Array, width: number, height: number): Uint8Array {
  return darkerBy(grey, width, height, LEAST_DARKNESS, LEAST_LEVELS);
}

/** Where a page is darker than the paper around: how bright that is, more than 0; else 0. */
function darkerBy(grey: Uint8Array, width: number, height: number, share: number, levels: number): Uint8Array {
  const paper = new Uint8Array(grey.length);
  eachDarker(grey, width, height, levels, (at, darker, around) => {
    if (darker >= around * share) paper[at] = around;
  });
  return paper;
}

function evennessOf(paper: Uint8Array, text: Uint8Array): number {
  const lit = toHistogram(paper, text);
  const best = lit.rank(1 - TAIL);
  if (best === 0) return 1;
  const stained = lit.rank(STAINED_TAIL) / best;
  return stained > STAINED ? stained : lit.rank(TAIL) / best;
}
