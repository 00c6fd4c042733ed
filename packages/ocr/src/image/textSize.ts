import { findBlobs } from "../page/blobs.ts";
import type { Ink } from "../page/ink.ts";

/** How large the text of a page is, in pixels of the page (not of the shrunken mask). */
export interface TextSize {
  /**
   * Height of the letter body: the commonest height of pieces of ink, dots and marks left out. In Latin, Hebrew, Thai
   * and Burmese this is the x-height; where letters are joined (Arabic, Devanagari) it is that of the small words.
   */
  readonly body: number;
  /** The height below which half of the ink lies: near the capitals' in Latin, the joined word's in Arabic. */
  readonly letter: number;
  /** Median length of the horizontal runs of ink: the width of an upright stroke. */
  readonly stroke: number;
  /** How many pieces were measured. */
  readonly pieces: number;
}

/** With fewer pieces the commonest height is a matter of chance; a line of print has about 40. */
const LEAST_PIECES = 12;

/** Pieces lower than this share of the middle height are dots, commas and marks. */
const MARK = 0.45;

/** The size of the text, or undefined where there are too few pieces of ink to tell. Costs one pass over the mask. */
export function textSize({ text, width, height, factor }: Ink): TextSize | undefined {
  const { blobs } = findBlobs(text, width, height);
  const heights = blobs.filter(({ x0, y0, x1, y1 }) => y1 - y0 >= 3 && x1 - x0 < width / 2);
  if (heights.length < LEAST_PIECES) return;
  const pixels = new Float64Array(height + 1);
  for (const { y0, y1, pixels: ink } of heights) pixels[y1 - y0] = (pixels[y1 - y0] ?? 0) + ink;
  const letter = medianOf(pixels);
  const counts = new Float64Array(height + 1);
  let pieces = 0;
  for (const { y0, y1 } of heights) {
    if (y1 - y0 < letter * MARK) continue;
    counts[y1 - y0] = (counts[y1 - y0] ?? 0) + 1;
    pieces += 1;
  }
  return { body: peakOf(counts) * factor, letter: letter * factor, stroke: strokeOf(text, width) * factor, pieces };
}

function medianOf(counts: Float64Array): number {
  const half = counts.reduce((a, b) => a + b, 0) / 2;
  let seen = 0;
  for (const [value, count] of counts.entries()) {
    seen += count;
    if (seen >= half) return value;
  }
  return 0;
}

/** The value with most neighbours: a window of a tenth of the value and at least one to either side, centre of mass. */
function peakOf(counts: Float64Array): number {
  let best = 0;
  let peak = 0;
  for (let value = 1; value < counts.length; value += 1) {
    const reach = Math.max(1, Math.round(value / 10));
    let sum = 0;
    let mass = 0;
    for (let near = value - reach; near <= value + reach; near += 1) {
      sum += counts[near] ?? 0;
      mass += near * (counts[near] ?? 0);
    }
    // Per unit of width, else the window, which grows with the value, would favour large letters.
    const density = sum / (2 * reach + 1);
    if (density > best) [best, peak] = [density, mass / sum];
  }
  return peak;
}

function strokeOf(text: Uint8Array, width: number): number {
  const runs = new Float64Array(65);
  let run = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] !== 0) run += 1;
    if (run > 0 && (text[i] === 0 || (i + 1) % width === 0)) {
      const length = Math.min(64, run);
      runs[length] = (runs[length] ?? 0) + 1;
      run = 0;
    }
  }
  return medianOf(runs);
}
