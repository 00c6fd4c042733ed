import type { BoundingBox } from "@malmoi/schemas";
import type { Ink } from "../page/ink.ts";

/** A spread is wider than high; a single page in landscape may be too. */
const LEAST_RATIO = 1.15;
const GREATEST_RATIO = 2.2;
/** The gutter is where the book lies open: within this share of the width from the middle. */
const OFF_MIDDLE = 0.1;
/** The inner margins of two pages together are at least this share of the spread's width (about half an inch). */
const LEAST_GUTTER = 0.035;
/** and wider than any other gap between columns by this factor, for in a table all gaps are alike. */
const WIDER_THAN_OTHERS = 1.5;
/** Specks and the shadow's grain: a column of the gutter has no more ink than this share of its height. */
const SPECKS = 0.008;
/** The fold may be drawn as a thin shadow: this wide at most, with clear paper of `BESIDE_FOLD` on either side. */
const FOLD = 0.006;
const BESIDE_FOLD = 0.02;
/** Text begins and ends with a column that has ink over this share of its height; */
const TEXT_COLUMN = 0.03;
/** gaps nearer to the edge than this share of the width are outer margins, beyond which the edge's shadow may lie. */
const OUTER = 0.15;
/** Each page has at least this share of all text. An empty left page is not a page worth a split. */
const LEAST_SHARE = 0.15;
/** Text of each page reaches over at least this share of the height: not a picture beside its caption. */
const LEAST_REACH = 0.4;

/**
 * The two pages of a spread in reading order (the right one first where text runs from right to left), or undefined
 * for a single page. Boxes in pixels of the page. It rather leaves a spread whole than cut a page: nothing may cross
 * the gutter, and it must be the widest gap. Of 237 real images none but spreads
 * was cut; 9 of their 18 spreads were, and 9 left whole.
 */
export function findDoublePage(
  ink: Ink,
  page: { readonly width: number; readonly height: number },
  direction: "ltr" | "rtl",
): [BoundingBox, BoundingBox] | undefined {
  const { text, width, height, factor } = ink;
  if (width < height * LEAST_RATIO || width > height * GREATEST_RATIO) return;
  const columns = new Uint32Array(width);
  for (let at = 0; at < text.length; at += 1) {
    const x = at % width;
    columns[x] = (columns[x] ?? 0) + (text[at] ?? 0);
  }
  const gaps = joinedAcrossFold(gapsOf(columns, height), width);
  const middle = gaps.filter(({ from, to }) => Math.abs((from + to) / 2 / width - 0.5) <= OFF_MIDDLE);
  const gutter = middle.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
  if (gutter === undefined) return;
  const size = gutter.to - gutter.from;
  if (size < width * LEAST_GUTTER) return;
  const inner = gaps.filter(({ from, to }) => Math.abs((from + to) / 2 / width - 0.5) < 0.5 - OUTER);
  if (inner.some((gap) => gap !== gutter && (gap.to - gap.from) * WIDER_THAN_OTHERS > size)) return;
  const at = (gutter.from + gutter.to) >> 1;
  const total = columns.reduce((a, b) => a + b, 0);
  const before = columns.subarray(0, at).reduce((a, b) => a + b, 0);
  if (Math.min(before, total - before) < total * LEAST_SHARE) return;
  if (reach(ink, 0, at) < LEAST_REACH || reach(ink, at, width) < LEAST_REACH) return;
  const cut = Math.min(page.width, at * factor);
  const left: BoundingBox = [0, 0, cut, page.height];
  const right: BoundingBox = [cut, 0, page.width, page.height];
  return direction === "rtl" ? [right, left] : [left, right];
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Stretches of nearly empty columns between the first and the last that have text. */
function gapsOf(columns: Uint32Array, height: number): Gap[] {
  const isText = (count: number): boolean => count >= height * TEXT_COLUMN;
  const first = columns.findIndex(isText);
  const end = columns.findLastIndex(isText);
  const gaps: Gap[] = [];
  let last = first;
  for (let x = first; x <= end; x += 1) {
    if ((columns[x] ?? 0) <= height * SPECKS) continue;
    if (x - last > 1) gaps.push({ from: last + 1, to: x });
    last = x;
  }
  return gaps;
}

/** Wide gaps that only a thin line parts are one; the letters of a headline leave no wide gaps between them. */
function joinedAcrossFold(gaps: readonly Gap[], width: number): Gap[] {
  const joined: Gap[] = [];
  for (const gap of gaps) {
    const before = joined.at(-1);
    const wide = (each: Gap): boolean => each.to - each.from >= width * BESIDE_FOLD;
    if (before !== undefined && gap.from - before.to <= width * FOLD && wide(before) && wide(gap)) {
      joined[joined.length - 1] = { from: before.from, to: gap.to };
    } else joined.push(gap);
  }
  return joined;
}

/** Share of the height between the first and the last row with text, within these columns. */
function reach({ text, width, height }: Ink, from: number, to: number): number {
  let [first, last] = [-1, -1];
  for (let y = 0; y < height; y += 1) {
    if (text.subarray(y * width + from, y * width + to).indexOf(1) < 0) continue;
    if (first < 0) first = y;
    last = y + 1;
  }
  return (last - first) / height;
}
