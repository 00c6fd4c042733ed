import type { Direction } from "./logicalOrder.ts";
import type { Segment } from "./segments.ts";

/** Segments that are read one after the other as one line, in reading order. */
export type TextLine = readonly Segment[];

/** Two columns of prose stand side by side for at least so many lines; fewer are a table or a letterhead. */
const LEAST_ROWS = 4;
/** In units of the font size: the narrowest gutter, and the median width of a column's lines. */
const NARROWEST_GUTTER = 0.9;
const NARROWEST_COLUMN = 8;

/**
 * Columns of the page, each a list of lines from top to bottom, in reading order. Lines of two columns of prose are
 * never mixed; rows of tables (short pieces beside each other) stay rows. Right-to-left pages begin with the right column.
 */
export function readingOrder(segments: readonly Segment[], base: Direction): TextLine[][] {
  const rows = rowsOf(segments, base);
  const columns: TextLine[][] = [];
  let plain: TextLine[] = [];
  for (let start = 0; start < rows.length;) {
    const region = columnsFrom(rows, start);
    if (region === undefined) {
      plain.push(rows[start] ?? []);
      start += 1;
      continue;
    }
    if (plain.length > 0) columns.push(plain);
    plain = [];
    const inside = rows.slice(start, region.end).flat();
    const left = inside.filter(({ x1 }) => x1 <= region.gutter);
    const right = inside.filter(({ x1 }) => x1 > region.gutter);
    for (const side of base === "rtl" ? [right, left] : [left, right]) columns.push(...readingOrder(side, base));
    start = region.end;
  }
  if (plain.length > 0) columns.push(plain);
  return columns;
}

function rowsOf(segments: readonly Segment[], base: Direction): Segment[][] {
  const rows: Segment[][] = [];
  for (const segment of segments.toSorted((a, b) => a.baseline - b.baseline || a.x0 - b.x0)) {
    const first = rows.at(-1)?.[0];
    const level = first !== undefined && segment.baseline - first.baseline < Math.min(first.size, segment.size) / 2;
    if (level) rows.at(-1)?.push(segment);
    else rows.push([segment]);
  }
  return rows.map((row) => row.toSorted((a, b) => (base === "rtl" ? b.x0 - a.x0 : a.x0 - b.x0)));
}

/** The longest run of rows from `start` on that a gutter parts into two columns of prose. */
function columnsFrom(rows: readonly Segment[][], start: number): { end: number; gutter: number } | undefined {
  const first = rows[start] ?? [];
  const candidates = (first.length > 1 ? first : [...first, ...(rows[start + 1] ?? [])]).flatMap(({ x0, x1, size }) => [
    x1 + (NARROWEST_GUTTER * size) / 2,
    x0 - (NARROWEST_GUTTER * size) / 2,
  ]);
  let best: { end: number; gutter: number } | undefined;
  for (const gutter of candidates) {
    let end = start;
    while (end < rows.length && (rows[end] ?? []).every((each) => clear(each, gutter))) end += 1;
    const inside = rows.slice(start, end).flat();
    const sides = [inside.filter(({ x1 }) => x1 <= gutter), inside.filter(({ x1 }) => x1 > gutter)];
    if (sides.every(isProse) && end > (best?.end ?? 0)) best = { end, gutter };
  }
  return best;
}

function clear({ x0, x1, size }: Segment, gutter: number): boolean {
  const room = (NARROWEST_GUTTER * size) / 2 - 0.01;
  return x1 <= gutter - room || x0 >= gutter + room;
}

function isProse(side: readonly Segment[]): boolean {
  if (side.length < LEAST_ROWS) return false;
  const widths = side.map(({ x0, x1, size }) => (x1 - x0) / size).toSorted((a, b) => a - b);
  return (widths[widths.length >> 1] ?? 0) >= NARROWEST_COLUMN;
}
