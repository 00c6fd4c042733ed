/** Cells over which the paper is taken to be of one brightness, in pixels of the shrunken page. */
const CELL = 32;

/** Share of a cell's pixels that are darker than its paper: text covers at most about a third of its lines. */
const PAPER_RANK = 0.8;

/**
 * Brightness of the paper at every pixel: per cell of 32 x 32 the value that 80 % of the pixels stay below, the median of
 * a cell and its 8 neighbours (so that a cell full of ink takes its neighbours' paper), and between the cells' centres
 * linear. Yellowing, shadows of the gutter and uneven lamps end up in here and not in the ink.
 */
export function paperOf(grey: Uint8Array, width: number, height: number): Uint8Array {
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(height / CELL);
  const cells = new Uint8Array(columns * rows);
  const counts = new Uint32Array(256);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      cells[r * columns + c] = rankOfCell(grey, width, height, c * CELL, r * CELL, counts);
    }
  }
  return interpolate(medianOfNeighbours(cells, columns, rows), columns, rows, width, height);
}

function rankOfCell(
  grey: Uint8Array,
  width: number,
  height: number,
  x0: number,
  y0: number,
  counts: Uint32Array,
): number {
  counts.fill(0);
  const x1 = Math.min(width, x0 + CELL);
  const y1 = Math.min(height, y0 + CELL);
  for (let y = y0; y < y1; y += 1) {
    for (let at = y * width + x0; at < y * width + x1; at += 1) {
      const value = grey[at] ?? 255;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  let left = (x1 - x0) * (y1 - y0) * PAPER_RANK;
  for (let value = 0; value < 256; value += 1) {
    left -= counts[value] ?? 0;
    if (left <= 0) return value;
  }
  return 255;
}

function medianOfNeighbours(cells: Uint8Array, columns: number, rows: number): Uint8Array {
  const result = new Uint8Array(cells.length);
  const near: number[] = [];
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      near.length = 0;
      for (let dr = -1; dr <= 1; dr += 1) {
        for (let dc = -1; dc <= 1; dc += 1) {
          const inside = r + dr >= 0 && r + dr < rows && c + dc >= 0 && c + dc < columns;
          if (inside) near.push(cells[(r + dr) * columns + c + dc] ?? 255);
        }
      }
      near.sort((a, b) => a - b);
      result[r * columns + c] = near[near.length >> 1] ?? 255;
    }
  }
  return result;
}

function interpolate(cells: Uint8Array, columns: number, rows: number, width: number, height: number): Uint8Array {
  const paper = new Uint8Array(width * height);
  const line = new Float32Array(columns);
  // The columns' places are the same for every row; typed arrays keep millions of small tuples out of the loop.
  const lefts = new Int32Array(width);
  const shares = new Float32Array(width);
  for (let x = 0; x < width; x += 1) [lefts[x], , shares[x]] = between(x, columns);
  for (let y = 0; y < height; y += 1) {
    const [upper, lower, down] = between(y, rows);
    for (let c = 0; c < columns; c += 1) {
      line[c] = mix(cells[upper * columns + c] ?? 255, cells[lower * columns + c] ?? 255, down);
    }
    for (let x = 0; x < width; x += 1) {
      const left = lefts[x] ?? 0;
      const here = line[left] ?? 255;
      paper[y * width + x] = mix(here, line[left + 1] ?? here, shares[x] ?? 0);
    }
  }
  return paper;
}

/** The two cells whose centres are around a pixel, and how far it is from the first to the second, 0-1. */
function between(pixel: number, count: number): [number, number, number] {
  const position = Math.min(count - 1, Math.max(0, (pixel + 0.5) / CELL - 0.5));
  const first = Math.floor(position);
  return [first, Math.min(count - 1, first + 1), position - first];
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
