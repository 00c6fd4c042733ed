import type { Doubt, Reading } from "./doubt.ts";
import type { WordInk } from "./lineInk.ts";
import { heightOf, widthOf } from "./pieces.ts";

/** A comma that ends a sentence if it is a full stop: before a capital, in brackets too (before quotes commas are usual). */
const COMMA = /[\p{L}\p{N})]{2},$/u;
const SENTENCE = /^\p{Ps}?\p{Lu}/u;

/** Smaller letters say nothing: a pixel is a tenth of them. */
const LEAST_LETTER = 10;

/**
 * In heights of a small letter: a full stop is this small at most; commas begin at 0.4. Ten full stops read as commas on
 * Portuguese pages are 0.23-0.33 high.
 */
const FULL_STOP = { least: 0.2, most: 0.36, widest: 0.4 };

/** A full stop that was read as a comma before a capital, by the size of its ink. */
export function readAsComma({ word: { text }, next }: Reading): Doubt | undefined {
  const doubtful = COMMA.test(text) && next !== undefined && SENTENCE.test(next.text);
  return doubtful ? { text: `${text.slice(0, -1)}.`, proved: endsInFullStop } : undefined;
}

function endsInFullStop({ pieces, letterNear }: WordInk): boolean {
  const last = pieces.at(-1);
  const letter = letterNear(last?.x0 ?? 0);
  if (last === undefined || letter === undefined || letter < LEAST_LETTER) return false;
  const [height, width] = [heightOf(last) / letter, widthOf(last) / letter];
  return height >= FULL_STOP.least && height <= FULL_STOP.most && width >= FULL_STOP.least && width <= FULL_STOP.widest;
}
