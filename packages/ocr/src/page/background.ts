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
  const paper = new Uint8Array(width * height);
  alongRows(grey, width, height, (row, stretch, here, next) => {
    const { from, to, shares } = stretch;
    for (let x = from; x < to; x += 1) paper[row + x] = mix(here, next, shares[x] ?? 0);
  });
  return paper;
}

/**
 * Calls `found` for each pixel that is darker than the paper at it (`paperOf`), by at least so many levels: with its index,
 * by how many levels, and the paper. Paper itself, most of a page, costs one comparison a pixel.
 */
export function eachDarker(
  grey: Uint8Array,
  width: number,
  height: number,
  levels: number,
  found: (at: number, darker: number, paper: number) => void,
): void {
  alongRows(grey, width, height, (row, stretch, here, next) => {
    const { from, to, shares } = stretch;
    // Between two cells no paper is brighter than the brighter of them.
    const most = Math.max(here, next) - levels;
    for (let x = from; x < to; x += 1) {
      const value = grey[row + x] ?? 255;
      if (value > most) continue;
      const paper = Math.trunc(mix(here, next, shares[x] ?? 0));
      if (paper - value >= levels) found(row + x, paper - value, paper);
    }
  });
}

/** Columns between the centres of two cells. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Of every column of the page: how far it is from the first to the second centre, 0-1. */
  readonly shares: Float32Array;
}

/** Calls `each` for each row and stretch, with the index of the row's first pixel and the paper at the stretch's ends. */
function alongRows(
  grey: Uint8Array,
  width: number,
  height: number,
  each: (row: number, stretch: Stretch, here: number, next: number) => void,
): void {
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(height / CELL);
  const cells = medianOfNeighbours(ranksOf(grey, width, height, columns, rows), columns, rows);
  const shares = Float32Array.from({ length: width }, (_, x) => between(x, columns)[2]);
  const stretches: Stretch[] = [];
  for (let from = 0; from < width;) {
    let to = from + 1;
    while (to < width && between(to, columns)[0] === stretches.length) to += 1;
    stretches.push({ from, to, shares });
    from = to;
  }
  const line = new Float32Array(columns);
  for (let y = 0; y < height; y += 1) {
    const [upper, lower, down] = between(y, rows);
    for (let c = 0; c < columns; c += 1) {
      line[c] = mix(cells[upper * columns + c] ?? 255, cells[lower * columns + c] ?? 255, down);
    }
    for (let c = 0; c < stretches.length; c += 1) {
      const stretch = stretches[c];
      const here = line[c] ?? 255;
      if (stretch !== undefined) each(y * width, stretch, here, line[c + 1] ?? here);
    }
  }
}

function ranksOf(grey: Uint8Array, width: number, height: number, columns: number, rows: number): Uint8Array {
  const cells = new Uint8Array(columns * rows);
  const counts = new Uint32Array(256);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      cells[r * columns + c] = rankOfCell(grey, width, height, c * CELL, r * CELL, counts);
    }
  }
  return cells;
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

/** The two cells whose centres are around a pixel, and how far it is from the first to the second, 0-1. */
function between(pixel: number, count: number): [number, number, number] {
  const position = Math.min(count - 1, Math.max(0, (pixel + 0.5) / CELL - 0.5));
  const first = Math.floor(position);
  return [first, Math.min(count - 1, first + 1), position - first];
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
