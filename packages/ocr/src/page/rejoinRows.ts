import type { Block, BoundingBox, Line } from "@malmoi/schemas";
import { gapOf, union } from "./boxes.ts";
import { middle } from "./middle.ts";

/**
 * Two pieces stand in one row if they share this much of the lower one's height, and are of like height; side by side
 * and between the text's edges, where no notes stand, one may be half as high: words without ascender or descender.
 */
const SHARED_HEIGHT = 0.6;
const LIKE_HEIGHT = 0.6;
const LIKE_HEIGHT_BESIDE = 0.5;
const BESIDE = 1.5;
/** The gap between them, in heights of the row: a gap between words that a line was justified by, no gutter. */
const WIDEST_GAP = 3;
/** Where more of the lines than this have a neighbour in their row, they are columns or a table. */
const MOST_NEIGHBOURS = 0.15;

/**
 * Printed lines that the engine broke in two, whole again. Tesseract takes a wide gap in a justified line for the edge of
 * a column, and what lies beyond it for a paragraph of its own, which it puts several lines further down: two of 18
 * Persian book pages lost 40-55 % of their errors by this. Pages of columns and tables are left alone.
 */
export function rejoinRows(blocks: readonly Block[], direction: "ltr" | "rtl"): Block[] {
  const lines = blocks.flatMap((block) => block.lines);
  const mates = new Map<Line, Line>();
  const taken = new Set<Line>();
  const column = [middle(lines.map(({ bbox }) => bbox[0])), middle(lines.map(({ bbox }) => bbox[2]))] as const;
  let neighbours = 0;
  const byTop = lines.toSorted((a, b) => a.bbox[1] - b.bbox[1]);
  for (const [index, line] of byTop.entries()) {
    for (let next = index + 1; next < byTop.length; next += 1) {
      const other = byTop[next];
      if (other === undefined || other.bbox[1] >= line.bbox[3]) break;
      if (!inOneRow(line.bbox, other.bbox, column)) continue;
      neighbours += 2;
      if (!isNear(line.bbox, other.bbox) || taken.has(line) || taken.has(other)) continue;
      taken.add(line).add(other);
      const stays = outOfPlace(line, lines) <= outOfPlace(other, lines);
      mates.set(stays ? line : other, stays ? other : line);
    }
  }
  if (mates.size === 0 || neighbours > lines.length * MOST_NEIGHBOURS) return [...blocks];
  const moved = new Set(mates.values());
  return blocks
    .map((block) => {
      const whole = block.lines
        .filter((line) => !moved.has(line))
        .map((line) => {
          const mate = mates.get(line);
          return mate === undefined ? line : joinedLine(line, mate, direction);
        });
      return { bbox: whole.map(({ bbox }) => bbox).reduce(union, block.bbox), lines: whole };
    })
    .filter(({ lines: left }) => left.length > 0);
}

/** How far above or below the nearer of the lines read before and after it a line stands, in pixels. */
function outOfPlace(line: Line, order: readonly Line[]): number {
  const at = order.indexOf(line);
  const beside = [order[at - 1], order[at + 1]].filter((each) => each !== undefined);
  return Math.min(...beside.map(({ bbox }) => Math.abs(bbox[1] - line.bbox[1])));
}

function inOneRow(a: BoundingBox, b: BoundingBox, [from, to]: readonly [number, number]): boolean {
  const lower = Math.min(a[3] - a[1], b[3] - b[1]);
  const higher = Math.max(a[3] - a[1], b[3] - b[1]);
  const shared = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  const [x0, , x1] = union(a, b);
  const isBeside = gapOf(a, b) <= BESIDE * higher && x0 >= from - higher && x1 <= to + higher;
  const like = isBeside ? LIKE_HEIGHT_BESIDE : LIKE_HEIGHT;
  return shared >= lower * SHARED_HEIGHT && lower >= higher * like && gapOf(a, b) >= 0;
}

function isNear(a: BoundingBox, b: BoundingBox): boolean {
  return gapOf(a, b) <= WIDEST_GAP * Math.max(a[3] - a[1], b[3] - b[1]);
}

function joinedLine(a: Line, b: Line, direction: "ltr" | "rtl"): Line {
  const aIsFirst = direction === "ltr" ? a.bbox[0] < b.bbox[0] : a.bbox[0] > b.bbox[0];
  const [first, second] = aIsFirst ? [a, b] : [b, a];
  const [one, two] = [first.text.length, second.text.length];
  const confidence = (first.confidence * one + second.confidence * two) / (one + two);
  return {
    text: `${first.text} ${second.text}`,
    bbox: union(first.bbox, second.bbox),
    confidence: Math.round(confidence * 10_000) / 10_000,
    words: [...first.words, ...second.words],
  };
}
