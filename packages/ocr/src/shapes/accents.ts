import type { PageImage } from "../decode/pageImage.ts";
import { cut } from "../image/cut.ts";
import { paperColour } from "../image/paperColour.ts";
import type { Doubt, Reading } from "./doubt.ts";
import { firstLetter } from "./lineInk.ts";
import { type Extent, heightOf, INK, union } from "./pieces.ts";

/** A letter with an accent by itself: the engine has nothing but the accent to tell two frequent words apart by. */
const ACCENTED = /^(?:[àáâãèéêòóôõùú]|[ÀÁÂÃ])\p{P}*$/u;

/** Smaller letters say nothing: an accent is two or three pixels. */
const LEAST_LETTER = 7;

/**
 * In heights of a small letter. Of 230 such small letters on 28 Portuguese and 22 Spanish pages 11 have no accent in print: they
 * are 0.86-1.07 high, and there is nothing above them. Of the others all have, or they are one piece with it and 1.21
 * or higher.
 */
const BARE = { least: 0.85, most: 1.12, clear: 0.6 };
/**
 * Up to `clear` above a letter an accent is looked for: beyond are the descenders of the line before, which come nearer to
 * capitals. A capital is lower than this; with an accent it may be as low as another without (typewriters have it so).
 */
const CAPITAL = { least: 1.2, most: 1.08, clear: 0.4 };

/** Pixels above a letter that are its own soft edge. */
const EDGE = 2;
/** As dark as this share of the paper is the faintest accent. */
const FAINT = 0.8;

/**
 * From its top down to here an A only grows wider, and with an accent on it first narrower: an edge goes back by less than
 * the second, in heights of a small letter. (49 of A: 0-0.07; an À 0.29, and an É 0.25.)
 */
const UPPER = 0.6;
const BACK = 0.12;

/**
 * A letter by itself that was read with an accent and has none, by the ink above it. (28 Portuguese and 22 Spanish pages:
 * 24 of 24 such letters, of 225 with an accent none. 56 fonts at 60-300 dpi, sharp and soft: 11 of 3,900 accents are
 * lost, all of letters of 7 or 8 pixels.)
 */
export function readWithAccent({ word: { text } }: Reading): Doubt | undefined {
  if (!ACCENTED.test(text)) return undefined;
  const bare = text.normalize("NFD").replaceAll(/\p{M}/gu, "");
  const isCapital = /^\p{Lu}/u.test(text);
  return {
    text: bare,
    proved(ink, image) {
      const first = firstLetter(ink);
      if (first === undefined || first.letter < LEAST_LETTER) return false;
      const { letter } = first;
      // Worn type is in pieces, and the accent may hang on the other one.
      const piece = ink.pieces.map((each): Extent => ({ ...each, y1: first.piece.y1 })).reduce(union, first.piece);
      // Where no letter is taller than the others, these were measured wrongly.
      const tall = ink.tallNear(piece.x0);
      if (tall === undefined) return false;
      const { least, most, clear } = isCapital ? CAPITAL : BARE;
      const height = heightOf(piece);
      if (height < least * letter || height > most * (isCapital ? tall : letter)) return false;
      const paper = paperAround(piece, letter, image);
      if (!isClear({ ...piece, y0: piece.y0 - clear * letter, y1: piece.y0 - EDGE }, FAINT * paper, image))
        return false;
      return !isCapital || growsWider(piece, { ink: INK * paper, back: BACK * letter }, image);
    },
  };
}

function paperAround({ x0, x1, y0, y1 }: Extent, letter: number, image: PageImage): number {
  return paperColour(cut(image, [x0 - letter, y0 - letter, x1 + letter, y1]).image.grey);
}

/** Whether there is nothing as dark as `ink` in a part of the page. */
function isClear({ x0, x1, y0, y1 }: Extent, ink: number, image: PageImage): boolean {
  return cut(image, [x0, y0, x1, y1]).image.grey.every((value) => value > ink);
}

/** Whether neither edge of a letter goes back by more than `back` pixels on its way down. */
function growsWider(
  piece: Extent,
  { ink, back }: { readonly ink: number; readonly back: number },
  image: PageImage,
): boolean {
  const { grey, width } = cut(image, [piece.x0, piece.y0, piece.x1, piece.y1]).image;
  let [left, right] = [width, -1];
  for (let y = 0; y < UPPER * heightOf(piece); y += 1) {
    const row = grey.subarray(y * width, (y + 1) * width);
    const first = row.findIndex((value) => value < ink);
    const last = row.findLastIndex((value) => value < ink);
    if (first === -1) continue;
    if (first - left > back || (right >= 0 && right - last > back)) return false;
    [left, right] = [Math.min(left, first), Math.max(right, last)];
  }
  return true;
}
