import { codeUnits } from "@malmoi/core";
import { FOLDED, KIND } from "./alphabet.ts";
import {
  BACK_OFF_BITS,
  bitsOf,
  type CharacterModel,
  MOST_BITS,
  ORDER,
  placeOf,
  placeOfFour,
  placeOfThree,
  placeOfTwo,
} from "./characterModel.ts";

/** The boundary of a word. */
export const BOUNDARY = 0x20;
/** A character is very surprising from so many bits on: one in a thousand. */
const ODD_BITS = 10;

/** What one pass over a text counts. */
export interface Scan {
  /** Letters and word ends that were looked up, and the sum of their surprise in bits. */
  readonly looked: number;
  readonly bits: number;
  /** How many of them were very surprising. */
  readonly odd: number;
  /** Characters that are not white space. */
  readonly visible: number;
  /** Of these, in debris: what stands between spaces and holds no word, no number and no one-letter word. */
  readonly debris: number;
  /** Places where a letter touches a digit, a symbol or a letter of another script; foreign letters alone. */
  readonly mixed: number;
  /** Letters of the language's own script. */
  readonly letters: number;
}

const { nothing: NOTHING, own: OWN, digit: DIGIT, space: SPACE, punctuation: PUNCTUATION, foreign: FOREIGN } = KIND;
const SYMBOL = KIND.symbol;
/** V8 boxes imported numbers, which would double the time of the loop below; these it knows. */
const PENALTY = BACK_OFF_BITS;
const MOST = MOST_BITS;
/** By level. */
const LEVEL_BITS = Float64Array.from({ length: 16 }, (_, level) => bitsOf(level));

/** Surprise at the last of four code units after the others, of which the last `context` count, where all four are unknown. */
function backOff(levels: Uint8Array, context: number, a: number, b: number, c: number, d: number): number {
  let penalty = context >= ORDER ? PENALTY : 0;
  for (let length = context < ORDER ? context : ORDER - 1; length > 0; length -= 1) {
    const level = levels[placeOf(length, a, b, c, d)] ?? 0;
    if (level > 0) return Math.min(MOST, penalty + (LEVEL_BITS[level] ?? 0));
    penalty += PENALTY;
  }
  return MOST;
}

/**
 * The surprise of a row of words: a boundary, then each word's folded letters and another boundary. Word by word, because
 * the first two letters have less before them; and apart from the pass over the text, so that few branches depend on what
 * stands in the large table, and several looks into it are under way at once.
 */
function surprises(row: Uint16Array, levels: Uint8Array): Pick<Scan, "looked" | "bits" | "odd"> {
  const { length } = row;
  let bits = 0;
  let odd = 0;
  for (let at = 1; at < length;) {
    const first = row[at] ?? 0;
    at += 1;
    const opening = levels[placeOfTwo(BOUNDARY, first)] ?? 0;
    const surprise = opening > 0 ? (LEVEL_BITS[opening] ?? 0) : backOff(levels, 2, 0, 0, BOUNDARY, first);
    bits += surprise;
    if (surprise >= ODD_BITS) odd += 1;
    if (at === length) break;
    let d = row[at] ?? 0;
    at += 1;
    const second = levels[placeOfThree(BOUNDARY, first, d)] ?? 0;
    const next = second > 0 ? (LEVEL_BITS[second] ?? 0) : backOff(levels, 3, 0, BOUNDARY, first, d);
    bits += next;
    if (next >= ODD_BITS) odd += 1;
    let a = 0;
    let b = BOUNDARY;
    let c = first;
    while (d !== BOUNDARY && at < length) {
      a = b;
      b = c;
      c = d;
      d = row[at] ?? 0;
      at += 1;
      const level = levels[placeOfFour(a, b, c, d)] ?? 0;
      const found = level > 0 ? (LEVEL_BITS[level] ?? 0) : backOff(levels, ORDER, a, b, c, d);
      bits += found;
      if (found >= ODD_BITS) odd += 1;
    }
  }
  return { looked: length - 1, bits, odd };
}

/**
 * What one pass over a text in the language of the model finds; linear. `kinds` is `alphabetOf` its script, `isSpaced`
 * whether it puts spaces between words.
 */
export function scanText(text: string, model: CharacterModel, kinds: Uint8Array, isSpaced: boolean): Scan {
  const units = codeUnits(text);
  const { length } = units;
  // The words: a boundary, and each letter or boundary after a letter.
  const row = new Uint16Array(length + 2);
  row[0] = BOUNDARY;
  let filled = 1;
  let visible = 0;
  let debris = 0;
  let mixed = 0;
  let letters = 0;
  // What stands since the last space: visible characters, digits, letters in all, in the longest row and in this one.
  let token = 0;
  let digits = 0;
  let tokenLetters = 0;
  let longest = 0;
  let inRow = 0;
  let lastLetter = 0;
  let before: number = SPACE;

  for (let at = 0; at <= length; at += 1) {
    const unit = at < length ? (units[at] ?? 0) : BOUNDARY;
    const kind = kinds[unit] ?? SYMBOL;
    if (kind === NOTHING) continue;
    if (kind === OWN) {
      const start = at;
      while (at < length && kinds[units[at] ?? 0] === OWN) {
        row[filled] = FOLDED[units[at] ?? 0] ?? 0;
        filled += 1;
        at += 1;
      }
      const run = at - start;
      lastLetter = row[filled - 1] ?? 0;
      at -= 1;
      letters += run;
      visible += run;
      token += run;
      tokenLetters += run;
      inRow += run;
      if (inRow > longest) longest = inRow;
      if (before === DIGIT || before >= FOREIGN) mixed += 1;
      before = kind;
      continue;
    }
    if (before === OWN) {
      row[filled] = BOUNDARY;
      filled += 1;
      if (kind !== SPACE && kind !== PUNCTUATION) mixed += 1;
    }
    if (kind === SPACE) {
      if (longest < 2 && digits < 2 && token > 0) {
        const isWord = tokenLetters === 1 && (!isSpaced || model.singles.includes(String.fromCharCode(lastLetter)));
        if (!isWord) debris += token;
      }
      token = 0;
      digits = 0;
      tokenLetters = 0;
      longest = 0;
      inRow = 0;
    } else {
      visible += 1;
      token += 1;
      if (kind === FOREIGN) {
        tokenLetters += 1;
        inRow += 1;
        if (inRow > longest) longest = inRow;
      } else {
        inRow = 0;
        if (kind === DIGIT) digits += 1;
      }
    }
    before = kind;
  }
  return { ...surprises(row.subarray(0, filled), model.levels), visible, debris, mixed, letters };
}
