import type { Block, Line, Word } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import { otsuThreshold } from "../image/binarise.ts";
import { cut } from "../image/cut.ts";
import { type Blob, findBlobs } from "./blobs.ts";
import { mendWords } from "./mendWords.ts";

/** A capital of the shape of its small letter, before small letters or by itself. */
const CAPITAL = /^(?<letter>[COPSUXZСОРХ])\p{Ll}*\p{P}*$/u;
/** What a line ends in after which the next one may well begin with a capital. */
const SENTENCE_END = /[^\p{L}\p{N},;-]$/u;
/** Those whose small letter hangs below the line: it is as tall as the capital. */
const HANGING = /[PР]/u;

const SMALL_WORD = /^\p{Ll}{2,}\p{P}*$/u;

/** Letters are measured against so many of the nearest in words of small letters, and not against fewer than the second. */
const NEAREST = 16;
const FEWEST = 6;
/** Smaller letters say nothing: a pixel is a tenth of them. */
const LEAST_LETTER = 10;

/** What is lower than this share of the middle height is a mark or a dot; what is taller than the second, two lines. */
const MARK = 0.55;
const TWO_LINES = 2.5;
/** Of the heights of letters in words of small letters: that of those without ascender, descender or accent. */
const PLAIN = 0.4;

/**
 * In heights of a small letter. On 28 Portuguese pages 554 capitals as printed are 1.23 and taller (bar four, by a
 * quotation mark before them or at 5 pixels), 13 small letters read as capitals 0.93-1.08; P hangs by less than 0.25 (of
 * 60, bar two), p by 0.27-0.7.
 */
const SMALL = { least: 0.85, most: 1.12 };
const HANGS = { least: 0.26, most: 0.8, tallest: 1.7, widest: 1.3 };

/** A full stop is this small at most; commas begin at 0.4. Ten full stops read as commas are 0.23-0.33 high. */
const FULL_STOP = { least: 0.2, most: 0.36, widest: 0.4 };

/**
 * Small letters that were read as capitals of the same shape, by the height of their ink: at the beginnings of lines, for
 * pages bend at the gutter and letters are higher there, and only inside a sentence. And full stops that were read as
 * commas before a capital, by theirs. Boxes are in pixels of `image`. (28 Portuguese pages: CER 0.87 to 0.84 %.)
 */
export function repairLetterShapes(blocks: readonly Block[], image: PageImage): Block[] {
  let before = "";
  return blocks.map((block) => ({
    ...block,
    lines: block.lines.map((line) => {
      const goesOn = before !== "" && !SENTENCE_END.test(before);
      before = line.text;
      return repairLine(line, goesOn, image);
    }),
  }));
}

function repairLine(line: Line, goesOn: boolean, image: PageImage): Line {
  const doubtful = line.words.map((word, i) => mend(word, line.words[i + 1], goesOn && i === 0));
  if (doubtful.every((mended) => mended === undefined)) return line;
  const blobs = blobsOf(line, image);
  const small = line.words.filter(({ text }) => SMALL_WORD.test(text)).flatMap((word) => inside(blobs, word));
  return mendWords(line, (word, i) => {
    const mended = doubtful[i];
    return mended?.proved(inside(blobs, word), small) === true ? mended.text : undefined;
  });
}

interface Mended {
  /** Of the same length as what was read. */
  readonly text: string;
  /** Whether the word's ink says so: it, and the ink of the line's words of small letters. */
  readonly proved: (word: readonly Blob[], small: readonly Blob[]) => boolean;
}

function mend({ text }: Word, next: Word | undefined, goesOn: boolean): Mended | undefined {
  const letter = goesOn ? CAPITAL.exec(text)?.groups?.["letter"] : undefined;
  if (letter !== undefined) {
    const proved = HANGING.test(letter) ? hangs : isSmall;
    return { text: text.replace(letter, letter.toLowerCase()), proved };
  }
  const stop = /[\p{L}\p{N})]{2},$/u.test(text) && next !== undefined && /^\p{Lu}/u.test(next.text);
  return stop ? { text: `${text.slice(0, -1)}.`, proved: endsInFullStop } : undefined;
}

function isSmall(word: readonly Blob[], small: readonly Blob[]): boolean {
  const first = firstLetter(word, small);
  if (first === undefined) return false;
  const height = heightOf(first.blob) / first.letter;
  return height >= SMALL.least && height <= SMALL.most;
}

function hangs(word: readonly Blob[], small: readonly Blob[]): boolean {
  const first = firstLetter(word, small);
  if (first?.next === undefined) return false;
  const { blob, next, letter } = first;
  const below = (blob.y1 - next.y1) / letter;
  const isOne = heightOf(blob) <= HANGS.tallest * letter && blob.x1 - blob.x0 <= HANGS.widest * letter;
  return isOne && below >= HANGS.least && below <= HANGS.most;
}

/** A word's first letter, the one after it, and the height of small letters around. */
function firstLetter(
  word: readonly Blob[],
  small: readonly Blob[],
): { blob: Blob; next: Blob | undefined; letter: number } | undefined {
  const letter = letterHeight(small, word[0]?.x0 ?? 0);
  const [blob, next] = word.filter((each) => heightOf(each) > MARK * (letter ?? 0));
  return letter === undefined || blob === undefined ? undefined : { blob, next, letter };
}

function endsInFullStop(word: readonly Blob[], small: readonly Blob[]): boolean {
  const last = word.at(-1);
  const letter = letterHeight(small, last?.x0 ?? 0);
  if (last === undefined || letter === undefined) return false;
  const [height, width] = [heightOf(last) / letter, (last.x1 - last.x0) / letter];
  return height >= FULL_STOP.least && height <= FULL_STOP.most && width >= FULL_STOP.least && width <= FULL_STOP.widest;
}

/** The height of small letters without ascender or descender near `x`; undefined if there are too few, or too small. */
function letterHeight(small: readonly Blob[], x: number): number | undefined {
  const middle = quantile(small.map(heightOf), 0.5);
  const near = small
    .filter((blob) => heightOf(blob) > MARK * middle && heightOf(blob) < TWO_LINES * middle)
    .toSorted((a, b) => Math.abs(a.x0 - x) - Math.abs(b.x0 - x))
    .slice(0, NEAREST);
  const height = quantile(near.map(heightOf), PLAIN);
  return near.length < FEWEST || height < LEAST_LETTER ? undefined : height;
}

/** The pieces of ink of a line, from left to right, in pixels of the image. */
function blobsOf({ bbox: [x0, y0, x1, y1] }: Line, image: PageImage): Blob[] {
  const around = Math.round((y1 - y0) * 0.15);
  const left = Math.max(0, Math.floor(x0) - around);
  const top = Math.max(0, Math.floor(y0) - around);
  const right = Math.min(image.width, Math.ceil(x1) + around);
  const bottom = Math.min(image.height, Math.ceil(y1) + around);
  if (right - left < 2 || bottom - top < 2) return [];
  const { width, height, grey } = cut(image, [left, top, right, bottom]).image;
  const threshold = otsuThreshold(grey);
  const mask = grey.map((value) => (value <= threshold ? 1 : 0));
  return findBlobs(mask, width, height)
    .blobs.map((blob) => ({ ...blob, x0: blob.x0 + left, x1: blob.x1 + left, y0: blob.y0 + top, y1: blob.y1 + top }))
    .toSorted((a, b) => a.x0 - b.x0);
}

/** Those whose middle lies between the word's ends. */
function inside(blobs: readonly Blob[], { bbox: [x0, , x1] }: Word): Blob[] {
  return blobs.filter((blob) => (blob.x0 + blob.x1) / 2 > x0 - 1 && (blob.x0 + blob.x1) / 2 < x1 + 1);
}

function heightOf({ y0, y1 }: Blob): number {
  return y1 - y0;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}
