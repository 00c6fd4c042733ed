import type { Doubt, Reading } from "./doubt.ts";
import { firstLetter, type WordInk } from "./lineInk.ts";
import { heightOf, widthOf } from "./pieces.ts";

/** A capital of the shape of its small letter, before small letters or by itself. */
const CAPITAL = /^(?<letter>[COPSUXZСОРХ])\p{Ll}*\p{P}*$/u;
/** Those whose small letter hangs below the line: it is as tall as the capital. */
const HANGING = /[PР]/u;

/** Smaller letters say nothing: a pixel is a tenth of them. */
const LEAST_LETTER = 10;

/**
 * In heights of a small letter. On 28 Portuguese pages 554 capitals as printed are 1.23 and taller (bar four, by a
 * quotation mark before them or at 5 pixels), 13 small letters read as capitals 0.93-1.08; P hangs by less than 0.25 (of
 * 60, bar two), p by 0.27-0.7.
 */
const SMALL = { least: 0.85, most: 1.12 };
const HANGS = { least: 0.26, most: 0.8, tallest: 1.7, widest: 1.3 };

/**
 * A small letter that was read as the capital of its shape, by the height of its ink: at the beginning of a line, for
 * pages bend at the gutter and letters are higher there, and only inside a sentence.
 */
export function readAsCapital({ word: { text }, goesOn }: Reading): Doubt | undefined {
  const letter = goesOn ? CAPITAL.exec(text)?.groups?.["letter"] : undefined;
  if (letter === undefined) return undefined;
  return { text: text.replace(letter, letter.toLowerCase()), proved: HANGING.test(letter) ? hangs : isSmall };
}

function isSmall(ink: WordInk): boolean {
  const first = firstLetter(ink);
  if (first === undefined || first.letter < LEAST_LETTER) return false;
  const height = heightOf(first.piece) / first.letter;
  return height >= SMALL.least && height <= SMALL.most;
}

function hangs(ink: WordInk): boolean {
  const first = firstLetter(ink);
  if (first?.next === undefined || first.letter < LEAST_LETTER) return false;
  const { piece, next, letter } = first;
  const below = (piece.y1 - next.y1) / letter;
  const isOne = heightOf(piece) <= HANGS.tallest * letter && widthOf(piece) <= HANGS.widest * letter;
  return isOne && below >= HANGS.least && below <= HANGS.most;
}
