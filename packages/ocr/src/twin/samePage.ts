import type { BoundingBox } from "@malmoi/schemas";
import { findBlobs } from "../page/blobs.ts";
import { type Affine, inverse } from "./affine.ts";
import type { PageShape } from "./pageShape.ts";

/** Two scans of one page, laid over each other. */
export interface Overlay {
  /** From pixels of the first shape to those of the second. */
  readonly map: Affine;
  /** 0-1: share of the ink of both that lies further than a pixel from any ink of the other. */
  readonly different: number;
}

/** Scanners stretch one way more than the other by less than this. */
const MOST_STRETCH = 0.015;
/** Side of the tiles that may each lie a little beside their place, in pixels: paper warps. */
const TILE = 96;
/** How far the frames of two scans may miss each other, and a tile the whole, in pixels. */
const REACH = 6;
const TILE_REACH = 3;
/** Of the ink pixels, every so many is looked at to find out how the whole lies. */
const THINNED = 11;

/**
 * Ink of one scan that the other lacks: noise at the edges of letters comes in pieces of a few pixels. The bar of an e,
 * the strokes by which a 3 becomes an 8, the dot of an Arabic letter are more.
 */
const LARGEST_DIFFERENCE = 4;
const MOST_DIFFERENT = 0.01;

interface Mask {
  readonly ink: Uint8Array;
  readonly width: number;
  readonly height: number;
}

interface Shift {
  readonly x: number;
  readonly y: number;
}

/**
 * Lays two pages over each other and looks for ink that only one of them has. Undefined unless they are the same page
 * beyond doubt: one letter that differs is a piece of ink without a counterpart.
 */
export function samePage(a: PageShape, b: PageShape): Overlay | undefined {
  const across = (b.frame[2] - b.frame[0]) / (a.frame[2] - a.frame[0]);
  const down = (b.frame[3] - b.frame[1]) / (a.frame[3] - a.frame[1]);
  if (Math.abs(across / down - 1) > MOST_STRETCH) return undefined;
  if (across > 1) {
    // In the pixels of the coarser one: what it does not show cannot be compared.
    const other = samePage(b, a);
    return other === undefined ? undefined : { ...other, map: inverse(other.map) };
  }
  const [left, top] = [b.frame[0] - a.frame[0] * across, b.frame[1] - a.frame[1] * down];
  const reduced = resampled(a, b, [across, 0, left, 0, down, top]);
  const whole = bestShift(reduced, b, pixelsOf(reduced, [0, 0, b.width, b.height], THINNED), REACH, { x: 0, y: 0 });
  const lacking = { inFirst: new Uint8Array(b.ink.length), inSecond: new Uint8Array(b.ink.length) };
  for (let y = 0; y < b.height; y += TILE) {
    for (let x = 0; x < b.width; x += TILE) {
      const tile: BoundingBox = [x, y, Math.min(b.width, x + TILE), Math.min(b.height, y + TILE)];
      compareTile(reduced, b, tile, whole, lacking);
    }
  }
  const ink = count(reduced.ink) + count(b.ink);
  const different = (count(lacking.inFirst) + count(lacking.inSecond)) / Math.max(1, ink);
  const largest = Math.max(largestPiece(lacking.inFirst, b), largestPiece(lacking.inSecond, b));
  if (different > MOST_DIFFERENT || largest > LARGEST_DIFFERENCE) return undefined;
  return { map: [across, 0, left + whole.x, 0, down, top + whole.y], different };
}

/** The first page's ink in the pixels of the second: a pixel has ink if a third of what falls into it does. */
function resampled(from: PageShape, { width, height }: Mask, map: Affine): Mask {
  const sums = new Uint16Array(width * height);
  const [across, , left, , down, top] = map;
  for (let at = 0; at < from.ink.length; at += 1) {
    if (from.ink[at] === 0) continue;
    const x = Math.floor(((at % from.width) + 0.5) * across + left);
    const y = Math.floor((Math.floor(at / from.width) + 0.5) * down + top);
    if (x >= 0 && y >= 0 && x < width && y < height) sums[y * width + x] = (sums[y * width + x] ?? 0) + 1;
  }
  const least = 1 / (3 * across * down);
  return { ink: Uint8Array.from(sums, (sum) => (sum >= least ? 1 : 0)), width, height };
}

/** Marks the ink in a tile of either that has none of the other within a pixel, the tile lying as well as it can. */
function compareTile(
  a: Mask,
  b: Mask,
  tile: BoundingBox,
  whole: Shift,
  lacking: { readonly inFirst: Uint8Array; readonly inSecond: Uint8Array },
): void {
  const own = pixelsOf(a, tile, 1);
  const shift = bestShift(a, b, own, TILE_REACH, whole);
  for (const at of own) {
    const [x, y] = [(at % a.width) + shift.x, Math.floor(at / a.width) + shift.y];
    if (!hasInkNear(b, x, y)) lacking.inSecond[at] = 1;
  }
  const moved: BoundingBox = [tile[0] + shift.x, tile[1] + shift.y, tile[2] + shift.x, tile[3] + shift.y];
  for (const at of pixelsOf(b, moved, 1)) {
    const [x, y] = [(at % b.width) - shift.x, Math.floor(at / b.width) - shift.y];
    if (!hasInkNear(a, x, y)) lacking.inFirst[at] = 1;
  }
}

/** Where most of these pixels of the first fall on ink of the second: the place nearest to `around`, if several do. */
function bestShift(a: Mask, b: Mask, pixels: readonly number[], reach: number, around: Shift): Shift {
  let best = around;
  let most = -1;
  for (const { x: dx, y: dy } of shiftsWithin(reach)) {
    const [sx, sy] = [around.x + dx, around.y + dy];
    let hits = 0;
    for (const at of pixels) {
      const [x, y] = [(at % a.width) + sx, Math.floor(at / a.width) + sy];
      if (x >= 0 && y >= 0 && x < b.width && y < b.height) hits += b.ink[y * b.width + x] ?? 0;
    }
    if (hits <= most) continue;
    most = hits;
    best = { x: sx, y: sy };
  }
  return best;
}

/** All shifts of up to `reach` pixels each way, the smallest first. */
function shiftsWithin(reach: number): Shift[] {
  const side = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  const all = side.flatMap((y) => side.map((x) => ({ x, y })));
  return all.toSorted((p, q) => p.x ** 2 + p.y ** 2 - q.x ** 2 - q.y ** 2);
}

/** Indices of every so many ink pixels within a box. */
function pixelsOf({ ink, width, height }: Mask, [x0, y0, x1, y1]: BoundingBox, every: number): number[] {
  const found: number[] = [];
  let seen = 0;
  for (let y = Math.max(0, y0); y < Math.min(height, y1); y += 1) {
    for (let at = y * width + Math.max(0, x0); at < y * width + Math.min(width, x1); at += 1) {
      if (ink[at] === 0) continue;
      if (seen % every === 0) found.push(at);
      seen += 1;
    }
  }
  return found;
}

function hasInkNear({ ink, width, height }: Mask, x: number, y: number): boolean {
  for (let near = Math.max(0, y - 1); near <= Math.min(height - 1, y + 1); near += 1) {
    for (let at = Math.max(0, x - 1); at <= Math.min(width - 1, x + 1); at += 1) {
      if (ink[near * width + at] === 1) return true;
    }
  }
  return false;
}

function count(mask: Uint8Array): number {
  let sum = 0;
  for (const value of mask) sum += value;
  return sum;
}

function largestPiece(mask: Uint8Array, { width, height }: Mask): number {
  return findBlobs(mask, width, height).blobs.reduce((most, { pixels }) => Math.max(most, pixels), 0);
}
