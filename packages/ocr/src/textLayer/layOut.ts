import { foldPresentationForms } from "@malmoi/core";
import type { Block, BoundingBox, Line, Word } from "@malmoi/schemas";
import type { Glyph } from "../pdf/readGlyphs.ts";
import { mirrorBrackets } from "./brackets.ts";
import { type Direction, isRightToLeft, logicalOrder } from "./logicalOrder.ts";
import { readingOrder, type TextLine } from "./readingOrder.ts";
import { boundsOf, type Cluster, type Segment, segmentsOf } from "./segments.ts";

/** A line this much further down than the lines of its column usually are begins a paragraph. */
const PARAGRAPH_GAP = 1.35;
/** As does one whose letters are larger or smaller by this factor. */
const OTHER_SIZE = 1.2;

/**
 * The paragraphs of a page in reading order with their lines and words, in points from the page's top left corner.
 * Text that is not level is read too: each direction by itself, after the level text.
 */
export function layOut(glyphs: readonly Glyph[], page: { readonly width: number; readonly height: number }): Block[] {
  const byAngle = new Map<number, Glyph[]>();
  for (const glyph of glyphs) {
    const same = byAngle.get(glyph.angle);
    if (same === undefined) byAngle.set(glyph.angle, [glyph]);
    else same.push(glyph);
  }
  const most = [...byAngle].toSorted(([a, x], [b, y]) => y.length - x.length || a - b);
  return most.flatMap(([angle, turned]) => {
    const level = angle === 0 ? turned : turned.map((glyph) => turnBack(glyph, angle, page));
    const segments = segmentsOf(level);
    const base = directionOf(segments.flatMap(({ clusters }) => clusters));
    const blocks = readingOrder(segments, base).flatMap((column) => paragraphs(column, base));
    return angle === 0 ? blocks : blocks.map((block) => turnBlock(block, angle, page));
  });
}

function directionOf(clusters: readonly Cluster[]): Direction {
  let balance = 0;
  for (const { text } of clusters) {
    if (isRightToLeft(text)) balance += 1;
    else if (/\p{L}/u.test(text)) balance -= 1;
  }
  return balance > 0 ? "rtl" : "ltr";
}

function paragraphs(column: readonly TextLine[], base: Direction): Block[] {
  const pitches = column.slice(1).map((line, i) => pitch(column[i] ?? [], line));
  const usual = pitches.toSorted((a, b) => a - b)[pitches.length >> 1] ?? 0;
  const groups: TextLine[][] = [];
  for (const [i, line] of column.entries()) {
    const last = column[i - 1];
    const goesOn = last !== undefined && (pitches[i - 1] ?? 0) <= usual * PARAGRAPH_GAP && sameSize(last, line);
    if (goesOn) groups.at(-1)?.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => {
    const lines = group.map((line) => lineOf(line, base));
    return { bbox: around(lines.map(({ bbox }) => bbox)), lines };
  });
}

function pitch(above: TextLine, below: TextLine): number {
  return (below[0]?.baseline ?? 0) - (above[0]?.baseline ?? 0);
}

function sameSize(above: TextLine, below: TextLine): boolean {
  const [a, b] = [above[0]?.size ?? 1, below[0]?.size ?? 1];
  return Math.max(a, b) <= OTHER_SIZE * Math.min(a, b);
}

function lineOf(line: TextLine, pageBase: Direction): Line {
  const words = line.flatMap((segment) => wordsOf(segment, pageBase));
  const text = mirrorBrackets(words.map((word) => word.text).join(" "));
  return { text, bbox: around(words.map(({ bbox }) => bbox)), confidence: 1, words };
}

function wordsOf({ clusters }: Segment, pageBase: Direction): Word[] {
  const base = pageBase === "rtl" && runsAsItsPage(clusters) ? "rtl" : directionOf(clusters);
  const visual: (Cluster | typeof SPACE)[] = [];
  for (const cluster of clusters) {
    if (cluster.spaced) visual.push(SPACE);
    visual.push(cluster);
  }
  const words: Word[] = [];
  let word: Cluster[] = [];
  for (const piece of [...logicalOrder(visual, base), SPACE]) {
    if ("index" in piece) word.push(piece);
    else if (word.length > 0) {
      words.push(wordOf(word));
      word = [];
    }
  }
  return words;
}

/** On a right-to-left page a line with any such letter, and a number with its full stop, run as the page does. */
function runsAsItsPage(clusters: readonly Cluster[]): boolean {
  const letters = clusters.filter(({ text }) => /\p{L}/u.test(text));
  return letters.length === 0 || letters.some(({ text }) => isRightToLeft(text));
}

const SPACE = { text: " " } as const;

function wordOf(clusters: readonly Cluster[]): Word {
  let written = "";
  for (const { text } of clusters) written += text;
  const { x0, y0, x1, y1 } = boundsOf(clusters);
  return { text: foldPresentationForms(written), bbox: rounded([x0, y0, x1, y1]), confidence: 1 };
}

function around(boxes: readonly BoundingBox[]): BoundingBox {
  if (boxes.length === 0) return [0, 0, 0, 0];
  const { x0, y0, x1, y1 } = boundsOf(
    boxes.map(([left, top, right, bottom]) => ({ x0: left, y0: top, x1: right, y1: bottom })),
  );
  return rounded([x0, y0, x1, y1]);
}

/** To hundredths of a point. */
function rounded([x0, y0, x1, y1]: BoundingBox): BoundingBox {
  return [
    Math.round(x0 * 100) / 100,
    Math.round(y0 * 100) / 100,
    Math.round(x1 * 100) / 100,
    Math.round(y1 * 100) / 100,
  ];
}

interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Turns a point about the page's middle, clockwise as seen. */
function turn(x: number, y: number, degrees: number, { width, height }: PageSize): [number, number] {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const [dx, dy] = [x - width / 2, y - height / 2];
  return [width / 2 + dx * cos - dy * sin, height / 2 + dx * sin + dy * cos];
}

function turnBox([x0, y0, x1, y1]: BoundingBox, degrees: number, page: PageSize): BoundingBox {
  const [ax, ay] = turn(x0, y0, degrees, page);
  const [bx, by] = turn(x1, y1, degrees, page);
  return around([[Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)]]);
}

/** A glyph of a turned line as if the line were level. */
function turnBack(glyph: Glyph, angle: number, page: PageSize): Glyph {
  const [x0, y0, x1, y1] = turnBox([glyph.x0, glyph.y0, glyph.x1, glyph.y1], -angle, page);
  // The baseline of a line turned by 90 degrees is told apart by its x: the box's lower edge stands in for it.
  return { ...glyph, x0, y0, x1, y1, inkX: (x0 + x1) / 2, baseline: y1 };
}

function turnBlock({ bbox, lines }: Block, angle: number, page: PageSize): Block {
  return {
    bbox: turnBox(bbox, angle, page),
    lines: lines.map((line) => ({
      ...line,
      bbox: turnBox(line.bbox, angle, page),
      words: line.words.map((word) => ({ ...word, bbox: turnBox(word.bbox, angle, page) })),
    })),
  };
}
