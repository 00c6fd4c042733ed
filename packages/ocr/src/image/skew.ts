import type { Ink } from "../page/ink.ts";

export interface Skew {
  /** Degrees, within ±15: positive where the lines sink towards the right. */
  readonly degrees: number;
  /**
   * How much sharper the lines of text stand out at this angle than at the middling one. Believe the angle above 1.7:
   * 179 of 183 real images lay at 1.71 or above (middle 3.9); below were two photographs on their side (1.04, 1.54), a
   * blurred close-up (1.26) and one more at 1.38. Scattered squares lay at 1.67.
   */
  readonly sharpness: number;
}

const WIDEST = 15;
/** Lines are sharp over about x-height / page width, 0.3-0.5 degrees on a page of a book; steps are well below. */
const COARSE = 0.25;
const FINE = 0.02;

/** More feet of letters make the angle no better, and cost time. */
const MOST_POINTS = 30_000;

/** Feet of letters: places of ink with paper below, and the size of the page that they are on. */
interface Feet {
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** The axis of a page's lines and their angle ask the same. */
const known = new WeakMap<Ink, Skew>();

/**
 * The angle of the text lines by projection profile: the feet of the strokes (ink above paper) of one line fall on few
 * rows if the page is turned back by the right angle; the sum of the squares of the rows is then largest.
 */
export function findSkew(ink: Ink): Skew {
  const before = known.get(ink);
  if (before !== undefined) return before;
  const skew = skewOf({ ...feetBeside(ink, ink.width), width: ink.width, height: ink.height });
  known.set(ink, skew);
  return skew;
}

/** The same of lines that run downwards: as if the page was reflected along its diagonal. */
export function findSkewDown(ink: Ink): Skew {
  const { xs, ys } = feetBeside(ink, 1);
  return skewOf({ xs: ys, ys: xs, width: ink.height, height: ink.width });
}

function skewOf({ xs, ys, width, height }: Feet): Skew {
  if (xs.length === 0) return { degrees: 0, sharpness: 1 };
  const rows = new Uint32Array(height + 2 * Math.ceil(width * Math.tan(radians(WIDEST + 1))) + 4);
  const score = (degrees: number): number => sharpnessAt(xs, ys, degrees, width / 2, rows);
  const steps = Math.round((2 * WIDEST) / COARSE) + 1;
  const coarse = Array.from({ length: steps }, (_, i) => score(-WIDEST + i * COARSE));
  const at = coarse.indexOf(Math.max(...coarse));
  let degrees = -WIDEST + at * COARSE;
  let best = coarse[at] ?? 0;
  for (let near = degrees - COARSE; near <= degrees + COARSE; near += FINE) {
    const value = score(near);
    if (value > best) [best, degrees] = [value, near];
  }
  const middling = coarse.toSorted((a, b) => a - b)[steps >> 1] ?? best;
  const sharpness = middling === 0 ? 1 : best / middling;
  return { degrees: Math.round(Math.min(WIDEST, Math.max(-WIDEST, degrees)) * 100) / 100, sharpness };
}

/**
 * Pixels of text with paper `step` pixels further on (below them: the page's width), no more than `MOST_POINTS`, evenly
 * thinned. With a step of 1 the last column's neighbour is the next row's first pixel.
 */
function feetBeside({ text, width, height }: Ink, step: number): { xs: Float32Array; ys: Float32Array } {
  let count = 0;
  const last = width * (height - 1);
  for (let at = 0; at < last; at += 1) if (text[at] !== 0 && text[at + step] === 0) count += 1;
  const every = Math.max(1, Math.ceil(count / MOST_POINTS));
  const xs = new Float32Array(Math.floor(count / every));
  const ys = new Float32Array(xs.length);
  let seen = 0;
  for (let at = 0; at < last; at += 1) {
    if (text[at] === 0 || text[at + step] !== 0) continue;
    seen += 1;
    if (seen % every !== 0) continue;
    const index = seen / every - 1;
    xs[index] = at % width;
    ys[index] = Math.floor(at / width);
  }
  return { xs, ys };
}

function sharpnessAt(xs: Float32Array, ys: Float32Array, degrees: number, middle: number, rows: Uint32Array): number {
  rows.fill(0);
  const slope = Math.tan(radians(degrees));
  const shift = middle * Math.tan(radians(WIDEST + 1)) + 1;
  for (let i = 0; i < xs.length; i += 1) {
    const row = ((ys[i] ?? 0) - ((xs[i] ?? 0) - middle) * slope + shift) | 0;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (let i = 0; i < rows.length; i += 1) sum += (rows[i] ?? 0) ** 2;
  return sum;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
