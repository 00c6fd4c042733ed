import type { Glyph } from "../pdf/readGlyphs.ts";
import { isRightToLeft } from "./logicalOrder.ts";

/** A glyph with the marks that stand on it; `index` is its place in PDFium's order. */
export interface Cluster extends Omit<Glyph, "hidden" | "unmapped"> {
  readonly index: number;
  /** A gap before it (to its left) is a space between words. */
  readonly spaced: boolean;
}

/** A stretch of one line without a wide gap, from left to right, without its spaces. */
export interface Segment {
  readonly clusters: readonly Cluster[];
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  readonly baseline: number;
  readonly size: number;
}

/** All in units of the font size. */
const SAME_BASELINE = 0.35;
/** A raised or lowered figure or mark still belongs to the line. */
const SAME_LINE_IF_SMALLER = 0.6;
/** Glyphs that follow each other in the file may be this far apart (justified lines), others only so far. */
const WIDEST_SPACE_IN_ORDER = 3;
const WIDEST_SPACE = 0.9;
/** A gap wider than the line's usual one by this is a space; if the file has a space there, by less. */
const SPACE_WITHOUT_GLYPH = 0.25;
const SPACE_WITH_GLYPH = 0.05;
/** Bold imitated by drawing twice. */
const DRAWN_TWICE = 0.08;

const MARK = /^\p{Mn}/u;

/** The lines' segments of glyphs that run in one direction, in no particular order. */
export function segmentsOf(glyphs: readonly Glyph[]): Segment[] {
  const bases: Cluster[] = [];
  const marks: { readonly glyph: Glyph; readonly index: number }[] = [];
  const spaces: Glyph[] = [];
  for (const [index, glyph] of glyphs.entries()) {
    if (glyph.text.trim() === "") spaces.push(glyph);
    else if (MARK.test(glyph.text)) marks.push({ glyph, index });
    else bases.push(clusterOf(glyph, index));
  }
  const rows = rowsOf(bases);
  const carried = attachMarks(rows, marks);
  const spacesOf = spacesByRow(rows, spaces);
  return rows.flatMap((row, i) => cutAtGaps(order(row.map((each) => carried.get(each) ?? each)), spacesOf[i] ?? []));
}

/** Field by field: the rest of a pattern takes ten times as long, and a page has thousands of glyphs. */
function clusterOf({ text, x0, x1, y0, y1, inkX, baseline, size, angle, font }: Glyph, index: number): Cluster {
  return { text, x0, x1, y0, y1, inkX, baseline, size, angle, font, index, spaced: false };
}

/** Clusters of one baseline each, from the top of the page. */
function rowsOf(clusters: readonly Cluster[]): Cluster[][] {
  const sorted = clusters.toSorted((a, b) => a.baseline - b.baseline || a.index - b.index);
  const rows: Cluster[][] = [];
  for (const cluster of sorted) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    const first = row?.[0];
    if (row === undefined || last === undefined || first === undefined) rows.push([cluster]);
    else if (
      cluster.baseline - first.baseline <= SAME_BASELINE * Math.max(cluster.size, first.size) ||
      (differ(cluster.size, last.size) &&
        cluster.baseline - first.baseline <= SAME_LINE_IF_SMALLER * Math.max(cluster.size, first.size) &&
        row.some(
          (each) => Math.abs(each.x1 - cluster.x0) < each.size / 2 || Math.abs(each.x0 - cluster.x1) < each.size / 2,
        ))
    ) {
      row.push(cluster);
    } else rows.push([cluster]);
  }
  return rows;
}

function differ(a: number, b: number): boolean {
  return Math.min(a, b) < 0.8 * Math.max(a, b);
}

/**
 * Marks have no advance, and files draw them anywhere in their order: each goes to the letter its ink stands over. In
 * scripts from left to right the letter before it in the file is the right one, if it is near.
 */
function attachMarks(
  rows: readonly Cluster[][],
  marks: readonly { readonly glyph: Glyph; readonly index: number }[],
): Map<Cluster, Cluster> {
  const found = new Map<Cluster, string>();
  if (marks.length === 0) return new Map();
  const byIndex = new Map(rows.flat().map((each) => [each.index, each]));
  let previous: Cluster | undefined;
  let reached = 0;
  for (const { glyph, index } of marks) {
    for (; reached < index; reached += 1) previous = byIndex.get(reached) ?? previous;
    const base =
      previous !== undefined && !isRightToLeft(previous.text) && near(previous, glyph)
        ? previous
        : (nearest(rows, glyph) ?? previous);
    if (base === undefined) continue;
    found.set(base, (found.get(base) ?? base.text) + glyph.text);
  }
  return new Map(Array.from(found, ([base, text]) => [base, { ...base, text }]));
}

function near(base: Cluster, { baseline, inkX, size }: Glyph): boolean {
  return Math.abs(base.baseline - baseline) < size && inkX > base.x0 - size && inkX < base.x1 + size;
}

function nearest(rows: readonly Cluster[][], mark: Glyph): Cluster | undefined {
  let best: Cluster | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const height = Math.abs((row[0]?.baseline ?? 0) - mark.baseline);
    if (height > mark.size) continue;
    for (const each of row) {
      const aside = Math.max(0, each.x0 - mark.inkX, mark.inkX - each.x1);
      const distance = aside * 4 + height;
      if (distance >= least) continue;
      least = distance;
      best = each;
    }
  }
  return best;
}

function spacesByRow(rows: readonly Cluster[][], spaces: readonly Glyph[]): Glyph[][] {
  const byRow = rows.map((): Glyph[] => []);
  const tops = rows.map((row) => row[0]?.baseline ?? 0);
  for (const space of spaces) {
    for (let i = firstAtLeast(tops, space.baseline - space.size); i < rows.length; i += 1) {
      const top = tops[i] ?? 0;
      if (top > space.baseline + space.size / 2) break;
      byRow[i]?.push(space);
    }
  }
  return byRow;
}

function firstAtLeast(sorted: readonly number[], least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * From left to right. A row without right-to-left letters keeps the file's order within each run: glyphs of complex
 * scripts overlap, and sorting would tear them apart.
 */
function order(row: readonly Cluster[]): Cluster[] {
  if (row.some(({ text }) => isRightToLeft(text))) {
    return row.toSorted((a, b) => a.x0 + a.x1 - b.x0 - b.x1 || a.index - b.index);
  }
  const runs: Cluster[][] = [];
  let run: Cluster[] = [];
  let last: Cluster | undefined;
  for (const each of row.toSorted((a, b) => a.index - b.index)) {
    const goesOn =
      last !== undefined && each.x0 >= last.x0 - each.size / 2 && each.x0 - last.x1 < each.size * WIDEST_SPACE_IN_ORDER;
    if (!goesOn) runs.push((run = []));
    run.push(each);
    last = each;
  }
  return runs.toSorted((a, b) => (a[0]?.x0 ?? 0) - (b[0]?.x0 ?? 0)).flat();
}

function cutAtGaps(row: readonly Cluster[], spaces: readonly Glyph[]): Segment[] {
  const once = row.filter((each, i) => {
    const last = row[i - 1];
    return last === undefined || last.text !== each.text || Math.abs(last.x0 - each.x0) > DRAWN_TWICE * each.size;
  });
  const gaps = once.slice(1).map((each, i) => gapBetween(once[i], each));
  const usual = Math.max(0, gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0);
  const centres = spaces.map(({ x0, x1 }) => (x0 + x1) / 2).toSorted((a, b) => a - b);
  const segments: Cluster[][] = [];
  for (const [i, each] of once.entries()) {
    const last = once[i - 1];
    if (last === undefined) {
      segments.push([each]);
      continue;
    }
    const gap = (gaps[i - 1] ?? 0) * each.size;
    const from = Math.min(last.x1, each.x0);
    const to = Math.max(last.x1, each.x0);
    const centre = centres[firstAtLeast(centres, from)];
    const hasSpace = centre !== undefined && centre <= to;
    const inOrder = Math.abs(each.index - last.index) <= 8;
    if (gap > (inOrder ? WIDEST_SPACE_IN_ORDER : WIDEST_SPACE) * each.size) segments.push([each]);
    else {
      const least = hasSpace ? SPACE_WITH_GLYPH : SPACE_WITHOUT_GLYPH;
      const spaced = gap / each.size > Math.min(usual, 1) * (hasSpace ? 0 : 1) + least;
      segments.at(-1)?.push(spaced ? { ...each, spaced } : each);
    }
  }
  return segments.map(segmentOf);
}

function gapBetween(left: Cluster | undefined, right: Cluster): number {
  return left === undefined ? 0 : (right.x0 - left.x1) / Math.max(left.size, right.size);
}

function segmentOf(clusters: readonly Cluster[]): Segment {
  const sizes = Float64Array.from(clusters, ({ size }) => size).toSorted();
  const lines = Float64Array.from(clusters, ({ baseline }) => baseline).toSorted();
  const middle = clusters.length >> 1;
  return { clusters, ...boundsOf(clusters), baseline: lines[middle] ?? 0, size: sizes[middle] ?? 1 };
}

interface Bounds {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** The box around boxes, of which there is one at least. A loop: a page has thousands of glyphs. */
export function boundsOf(boxes: readonly Bounds[]): Bounds {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const each of boxes) {
    if (each.x0 < x0) x0 = each.x0;
    if (each.y0 < y0) y0 = each.y0;
    if (each.x1 > x1) x1 = each.x1;
    if (each.y1 > y1) y1 = each.y1;
  }
  return { x0, y0, x1, y1 };
}
