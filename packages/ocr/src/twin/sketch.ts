import type { BoundingBox } from "@malmoi/schemas";
import { frameOf, type Glance, levelled } from "./pageShape.ts";

/** Cells of the grid that a page's frame is divided into: on a page of a book, about a word by half a line each. */
const COLUMNS = 24;
const ROWS = 32;
const BITS = 512;

/**
 * A page in 512 bits, as 128 hexadecimal digits: which of 512 fixed random sums over the finer pattern of its ink are
 * positive (Charikar 2002). Two pages of one book differ in half of the bits like any two pages, for what they have in
 * common, the block of text, is taken out; two scans of a page differ in few.
 */
export function sketchOf({ ink, degrees }: Glance): string | undefined {
  const frame = frameOf(ink.text, ink.width, ink.height, degrees);
  if (frame === undefined) return undefined;
  const pattern = fineOf(densities(ink, degrees, frame));
  let hex = "";
  let nibble = 0;
  for (let bit = 0; bit < BITS; bit += 1) {
    let sum = 0;
    for (let cell = 0; cell < pattern.length; cell += 1) sum += signAt(bit, cell) * (pattern[cell] ?? 0);
    nibble = nibble * 2 + (sum > 0 ? 1 : 0);
    if (bit % 4 === 3) {
      hex += nibble.toString(16);
      nibble = 0;
    }
  }
  return hex;
}

/** 32 bits at a time. */
export const SKETCH_WORDS = BITS / 32;

export function sketchWords(sketch: string): Uint32Array {
  return Uint32Array.from({ length: SKETCH_WORDS }, (_, i) => Number.parseInt(sketch.slice(i * 8, i * 8 + 8), 16));
}

/** In how many bits two of the sketches that stand one after the other in `words` differ, 0-512. */
export function wordsDiffer(words: Uint32Array, a: number, b: number): number {
  let distance = 0;
  for (let i = 0; i < SKETCH_WORDS; i += 1) {
    distance += bitsSet((words[a * SKETCH_WORDS + i] ?? 0) ^ (words[b * SKETCH_WORDS + i] ?? 0));
  }
  return distance;
}

/** Ones in a word of 32 bits, counted in pairs, fours and bytes side by side (Warren 2012, 5-1). */
function bitsSet(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Text in each cell of the frame, as a share of the cell. */
function densities(
  { text, width, height }: Glance["ink"],
  degrees: number,
  [x0, y0, x1, y1]: BoundingBox,
): Float64Array {
  const cells = new Float64Array(COLUMNS * ROWS);
  const [across, down] = [COLUMNS / (x1 - x0), ROWS / (y1 - y0)];
  const { at } = levelled(width, height, degrees);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (text[y * width + x] === 0) continue;
      const [levelX, levelY] = at(x, y);
      const column = Math.floor((levelX + 0.5 - x0) * across);
      const row = Math.floor((levelY + 0.5 - y0) * down);
      if (column < 0 || column >= COLUMNS || row < 0 || row >= ROWS) continue;
      cells[row * COLUMNS + column] = (cells[row * COLUMNS + column] ?? 0) + across * down;
    }
  }
  return cells;
}

/** Each cell less the mean of the nine cells around and with it. */
function fineOf(cells: Float64Array): Float64Array {
  return cells.map((value, at) => {
    const [row, column] = [Math.floor(at / COLUMNS), at % COLUMNS];
    let [sum, count] = [0, 0];
    for (let r = Math.max(0, row - 1); r <= Math.min(ROWS - 1, row + 1); r += 1) {
      for (let c = Math.max(0, column - 1); c <= Math.min(COLUMNS - 1, column + 1); c += 1) {
        sum += cells[r * COLUMNS + c] ?? 0;
        count += 1;
      }
    }
    return value - sum / count;
  });
}

/** A coin, thrown once for ever for each bit and cell (the finaliser of MurmurHash3). */
function signAt(bit: number, cell: number): 1 | -1 {
  let h = Math.imul(bit * COLUMNS * ROWS + cell + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) & 1) === 0 ? 1 : -1;
}
