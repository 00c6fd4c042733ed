import type { PageImage } from "../decode/pageImage.ts";
import { darkPixels } from "../page/ink.ts";
import { shrink } from "../page/shrink.ts";

/** A look at the page at about this resolution is enough. */
const WORKING_DPI = 150;

/** A piece of a fold is longer than letters are high, in inches; */
const PIECE = 0.25;
/** from the first to the last of them it goes from edge to edge of the paper, as no rule does; its pieces are this share of it. */
const FROM_EDGE_TO_EDGE = 0.9;
const WITHOUT_BREAKS = 0.6;
/** Crops are lower than this, in inches; in them it may be a letter's stroke. */
const LEAST_HEIGHT = 2.5;
/** no thicker than this in the middle, in inches. */
const THICK = 0.1;

/** In the outermost tenth it is the edge of the paper, or the gutter. */
const INSIDE = 0.1;

/** Letters touch a fold from both sides at this share of its rows; a rule between columns has margins beside it. */
const CROSSED = 0.008;
/** So near, and no longer than this to either side, in inches: rules of a table touch one another, too. */
const BESIDE = 0.02;
const LETTER = 0.3;

/** First and last column of a fold in each row of the small page, -1 where it is not. */
interface Fold {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/**
 * The page without dark lines that folds draw down it across its text, which the engine takes for rules between columns, and
 * breaks every line in two. Undefined if there are none. Under a fold it becomes what is beside it.
 */
export function withoutFolds(page: PageImage): PageImage | undefined {
  if (page.height < LEAST_HEIGHT * page.dpi) return undefined;
  const factor = Math.max(1, Math.round(page.dpi / WORKING_DPI));
  const small = shrink(page, factor);
  const dark = darkPixels(small.grey, small.width, small.height);
  const folds = linesDown(dark, small).filter((fold) => isInside(fold, small) && isCrossed(fold, dark, small));
  if (folds.length === 0) return undefined;
  const grey = page.grey.slice();
  for (const fold of folds) erase(fold, grey, page, factor);
  return { ...page, grey };
}

type Size = Pick<PageImage, "width" | "height" | "dpi">;

interface Piece {
  readonly x: number;
  readonly y0: number;
  readonly y1: number;
}

function linesDown(dark: Uint8Array, { width, height, dpi }: Size): Fold[] {
  const lines: Piece[][] = [];
  let near: { line: Piece[]; piece: Piece }[] = [];
  for (let x = 0; x < width; x += 1) {
    const pieces = piecesOf(dark, { x, width, height, least: PIECE * dpi });
    const here: typeof near = [];
    for (const piece of pieces) {
      // Of neighbouring columns those belong together that are side by side, or one below the other where the line leans.
      const touching = near.filter((other) => other.piece.y0 <= piece.y1 + 2 && piece.y0 <= other.piece.y1 + 2);
      const line = touching[0]?.line ?? [];
      if (touching.length === 0) lines.push(line);
      for (const other of touching) {
        if (other.line === line) continue;
        // One by one: as arguments of one call, those of a large picture would not fit onto the stack.
        for (const moved of other.line.splice(0)) line.push(moved);
        for (const each of [...near, ...here]) if (each.line === other.line) each.line = line;
      }
      line.push(piece);
      here.push({ line, piece });
    }
    near = here;
  }
  return lines.flatMap((line) => foldOf(line, { width, height, dpi }) ?? []);
}

/** Runs of dark pixels down a column, as long as `least`. */
function piecesOf(
  dark: Uint8Array,
  {
    x,
    width,
    height,
    least,
  }: { readonly x: number; readonly width: number; readonly height: number; readonly least: number },
): Piece[] {
  const pieces: Piece[] = [];
  const step = Math.floor(least / 2);
  // Whoever looks at every so many rows passes over no such run.
  for (let y = step; y < height; y += step) {
    if (dark[y * width + x] === 0) continue;
    let y0 = y;
    while (y0 > 0 && dark[(y0 - 1) * width + x] !== 0) y0 -= 1;
    let y1 = y + 1;
    while (y1 < height && dark[y1 * width + x] !== 0) y1 += 1;
    if (y1 - y0 >= least) pieces.push({ x, y0, y1 });
    y = Math.max(y, y1);
  }
  return pieces;
}

function foldOf(line: readonly Piece[], { height, dpi }: Size): Fold | undefined {
  const left = new Int32Array(height).fill(-1);
  const right = new Int32Array(height).fill(-1);
  for (const { x, y0, y1 } of line) {
    for (let y = y0; y < y1; y += 1) {
      if ((left[y] ?? -1) < 0) left[y] = x;
      right[y] = x;
    }
  }
  const widths = left.map((from, y) => (right[y] ?? 0) - from + 1).filter((_, y) => (left[y] ?? -1) >= 0);
  const reach = left.findLastIndex((x) => x >= 0) - left.findIndex((x) => x >= 0);
  if (reach < FROM_EDGE_TO_EDGE * height || widths.length < WITHOUT_BREAKS * height) return undefined;
  return (widths.toSorted()[widths.length >> 1] ?? 0) <= THICK * dpi ? { left, right } : undefined;
}

function isInside({ left, right }: Fold, { width }: Size): boolean {
  const all = [...left, ...right].filter((x) => x >= 0);
  return all.every((x) => x >= INSIDE * width && x < (1 - INSIDE) * width);
}

function isCrossed({ left, right }: Fold, dark: Uint8Array, { width, dpi }: Size): boolean {
  const near = Math.max(1, Math.round(BESIDE * dpi));
  const most = Math.round(LETTER * dpi);
  let rows = 0;
  let crossed = 0;
  for (const [y, from] of left.entries()) {
    if (from < 0) continue;
    rows += 1;
    const before = runFrom(dark, y * width, from - near, -1, most, width);
    const after = runFrom(dark, y * width, (right[y] ?? from) + near, 1, most, width);
    if (before > 0 && after > 0 && before < most && after < most) crossed += 1;
  }
  return crossed >= CROSSED * rows;
}

/** Dark pixels of a row from a column on, no more than `most`. */
function runFrom(dark: Uint8Array, row: number, from: number, step: 1 | -1, most: number, width: number): number {
  let run = 0;
  for (let x = from; run < most && x >= 0 && x < width && dark[row + x] !== 0; x += step) run += 1;
  return run;
}

function erase({ left, right }: Fold, grey: Uint8Array, { width, height }: Size, factor: number): void {
  for (const [row, from] of left.entries()) {
    if (from < 0) continue;
    const x0 = Math.max(0, (from - 1) * factor);
    const x1 = Math.min(width - 1, ((right[row] ?? from) + 2) * factor);
    for (let y = row * factor; y < Math.min(height, (row + 1) * factor); y += 1) {
      const [before, after] = [grey[y * width + x0] ?? 255, grey[y * width + x1] ?? 255];
      for (let x = x0 + 1; x < x1; x += 1) {
        grey[y * width + x] = Math.round(before + ((after - before) * (x - x0)) / (x1 - x0));
      }
    }
  }
}
