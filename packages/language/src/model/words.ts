import { isLetter } from "../letters.ts";

/** Runs of scripts without spaces are cut into parts of this length, so that parts come back and can be remembered. */
export const LONGEST_WORD = 24;

const isMark = /^\p{M}$/u;
const UNSEEN = 0;
const PART = 1;
const BETWEEN = 2;
/** Whether a UTF-16 code unit is part of a word; regular expressions are asked once a unit. */
const kinds = new Uint8Array(0x1_0000);

function kindOf(unit: number): number {
  const known = kinds[unit] ?? BETWEEN;
  if (known !== UNSEEN) return known;
  const letter = isLetter(unit) || isMark.test(String.fromCharCode(unit)) || isApostrophe(unit);
  const kind = letter ? PART : BETWEEN;
  kinds[unit] = kind;
  return kind;
}

/** ' ʼ ʻ ’ ‘ ` and the ring of Ilocano and Aymara keyboards: letters of their own from Quechua to Uzbek. */
function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x2_bc || unit === 0x2_bb || unit === 0x20_19 || unit === 0x20_18 || unit === 0x60;
}

const ANY_APOSTROPHE = /[ʼʻ’‘`]/g;
/** Tatweel, ZWNJ, ZWJ, soft hyphen: how a word is set, not which word it is. */
const SETTING = /\u0640|\u200C|\u200D|\u00AD/g;

/** The form in which texts are compared: NFC, lower case, one apostrophe. */
export function folded(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(ANY_APOSTROPHE, "'").replace(SETTING, "");
}

/**
 * The words of a folded text: runs of letters, marks and apostrophes. Digits, punctuation and what is outside the basic
 * plane are between words. Linear; never throws.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at += 1) {
    const part = at < text.length && kindOf(text.charCodeAt(at)) === PART;
    if (part && start < 0) start = at;
    else if (start >= 0 && (!part || at - start >= LONGEST_WORD)) {
      words.push(text.slice(start, at));
      start = part ? at : -1;
    }
  }
  return words;
}
