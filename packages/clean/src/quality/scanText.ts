import { FOLDED, KIND } from "./alphabet.ts";
import {
  BACK_OFF_BITS,
  bitsOf,
  type CharacterModel,
  MOST_BITS,
  ORDER,
  placeOf,
  placeOfFour,
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

/** Surprise at the last of four code units after the others, in bits; the whole four, which most often are known, first. */
function surprise(levels: Uint8Array, context: number, a: number, b: number, c: number, d: number): number {
  let penalty = 0;
  if (context >= ORDER) {
    const level = levels[placeOfFour(a, b, c, d)] ?? 0;
    if (level > 0) return bitsOf(level);
    penalty = BACK_OFF_BITS;
  }
  for (let length = context < ORDER ? context : ORDER - 1; length > 0; length -= 1) {
    const level = levels[placeOf(length, a, b, c, d)] ?? 0;
    if (level > 0) return Math.min(MOST_BITS, penalty + bitsOf(level));
    penalty += BACK_OFF_BITS;
  }
  return MOST_BITS;
}

/**
 * Goes once over a text in the language of the model; linear, nothing is copied. `kinds` is `alphabetOf` its script,
 * `isSpaced` whether it puts spaces between words.
 */
export function scanText(text: string, model: CharacterModel, kinds: Uint8Array, isSpaced: boolean): Scan {
  const { levels, singles } = model;
  let looked = 0;
  let bits = 0;
  let odd = 0;
  let visible = 0;
  let debris = 0;
  let mixed = 0;
  let letters = 0;
  // The word that is being read: the last three code units before this one, and how many there are.
  let a = 0;
  let b = 0;
  let c = BOUNDARY;
  let context = 1;
  // What stands since the last space: visible characters, digits, letters in all, in the longest row and in this one.
  let token = 0;
  let digits = 0;
  let tokenLetters = 0;
  let longest = 0;
  let row = 0;
  let lastLetter = 0;
  let before: number = KIND.space;

  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : BOUNDARY;
    const kind = kinds[unit] ?? KIND.symbol;
    if (kind === KIND.nothing) continue;
    if (kind === KIND.own || before === KIND.own) {
      const d = kind === KIND.own ? (FOLDED[unit] ?? unit) : BOUNDARY;
      const surprised = surprise(levels, context + 1, a, b, c, d);
      looked += 1;
      bits += surprised;
      if (surprised >= ODD_BITS) odd += 1;
      if (kind === KIND.own) {
        letters += 1;
        lastLetter = d;
        context += 1;
        a = b;
        b = c;
      } else {
        context = 1;
        a = 0;
        b = 0;
      }
      c = d;
    }
    if (kind === KIND.space) {
      if (longest < 2 && digits < 2 && token > 0) {
        const isWord = tokenLetters === 1 && (!isSpaced || singles.includes(String.fromCharCode(lastLetter)));
        if (!isWord) debris += token;
      }
      token = 0;
      digits = 0;
      tokenLetters = 0;
      longest = 0;
      row = 0;
    } else {
      visible += 1;
      token += 1;
      if (kind === KIND.own || kind === KIND.foreign) {
        tokenLetters += 1;
        row += 1;
        if (row > longest) longest = row;
      } else {
        row = 0;
        if (kind === KIND.digit) digits += 1;
      }
      if (kind === KIND.own) {
        if (before === KIND.digit || before >= KIND.foreign) mixed += 1;
      } else if (before === KIND.own && kind !== KIND.punctuation) mixed += 1;
    }
    before = kind;
  }
  return { looked, bits, odd, visible, debris, mixed, letters };
}
