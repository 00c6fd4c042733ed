import type { Line, Word } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { Blob } from "../page/blobs.ts";
import { heightOf, piecesIn } from "./pieces.ts";

const SMALL_WORD = /^\p{Ll}{2,}\p{P}*$/u;

/** Letters are measured against so many of the nearest in words of small letters, and not against fewer than the second. */
const NEAREST = 16;
const FEWEST = 6;

/** What is lower than this share of the middle height is a mark or a dot; what is taller than the second, two lines. */
const MARK = 0.55;
const TWO_LINES = 2.5;
/** Of the heights of letters in words of small letters: that of those without ascender, descender or accent. */
const PLAIN = 0.4;

/** Letters with an ascender are this much higher than those without, and stand on the line; a "t" hardly counts. */
const TALL = 1.25;
const ON_BASE = 0.25;
const TALLER = 0.7;
const FEWEST_TALL = 3;

/** What is looked at around a line, in its heights. */
const AROUND = 0.15;

/** The ink of a word. Boxes are in pixels of the page. */
export interface WordInk {
  /** From left to right. */
  readonly pieces: readonly Blob[];
  /** The height of the line's small letters without ascender or descender near `x`; undefined if there are too few. */
  readonly letterNear: (x: number) => number | undefined;
  /** Likewise of its capitals and letters with an ascender. */
  readonly tallNear: (x: number) => number | undefined;
}

/** The ink of a line that reads from left to right, by words. */
export function inkOfLine(line: Line, image: PageImage): (word: Word) => WordInk {
  const [x0, y0, x1, y1] = line.bbox;
  const around = Math.round((y1 - y0) * AROUND);
  const pieces = piecesIn(image, [x0 - around, y0 - around, x1 + around, y1 + around]);
  const small = line.words.filter(({ text }) => SMALL_WORD.test(text)).flatMap((word) => inside(pieces, word));
  return (word) => ({
    pieces: inside(pieces, word),
    letterNear: (x) => letterHeight(small, x),
    tallNear: (x) => tallHeight(small, pieces, x),
  });
}

/** A word's first letter, the one after it, and the height of small letters around. */
export function firstLetter({
  pieces,
  letterNear,
}: WordInk): { piece: Blob; next: Blob | undefined; letter: number } | undefined {
  const letter = letterNear(pieces[0]?.x0 ?? 0);
  const [piece, next] = pieces.filter((each) => heightOf(each) > MARK * (letter ?? 0));
  return letter === undefined || piece === undefined ? undefined : { piece, next, letter };
}

/** Those whose middle lies between the word's ends. */
function inside(pieces: readonly Blob[], { bbox: [x0, , x1] }: Word): Blob[] {
  return pieces.filter((piece) => (piece.x0 + piece.x1) / 2 > x0 - 1 && (piece.x0 + piece.x1) / 2 < x1 + 1);
}

function letterHeight(small: readonly Blob[], x: number): number | undefined {
  const near = nearest(small, x).slice(0, NEAREST);
  return near.length < FEWEST ? undefined : quantile(near.map(heightOf), PLAIN);
}

/** Letters, the nearest first. */
function nearest(small: readonly Blob[], x: number): Blob[] {
  const middle = quantile(small.map(heightOf), 0.5);
  return small
    .filter((piece) => heightOf(piece) > MARK * middle && heightOf(piece) < TWO_LINES * middle)
    .toSorted((a, b) => Math.abs(a.x0 - x) - Math.abs(b.x0 - x));
}

function tallHeight(small: readonly Blob[], all: readonly Blob[], x: number): number | undefined {
  const letter = letterHeight(small, x) ?? Infinity;
  const base = quantile(
    small.map(({ y1 }) => y1),
    0.5,
  );
  const tall = nearest(all, x)
    .filter((piece) => heightOf(piece) >= TALL * letter && Math.abs(piece.y1 - base) <= ON_BASE * letter)
    .slice(0, NEAREST);
  return tall.length < FEWEST_TALL ? undefined : quantile(tall.map(heightOf), TALLER);
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}
