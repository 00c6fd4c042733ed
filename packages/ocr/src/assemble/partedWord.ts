import type { PrintHabits } from "@malmoi/schemas";

/** A hyphen after a letter or a digit at the end of a line; the signs of the first kind never belong to a word. */
const PARTING_SIGN = /(?<=[\p{L}\p{M}])[\u00AD¬]\s*$/u;
const HYPHEN = /(?<=[\p{L}\p{M}\p{Nd}])[-‐]\s*$/u;
const LAST_PIECE = /[\p{L}\p{M}'’]+$/u;
const FIRST_PIECE = /^[\p{L}\p{M}'’]+(?=([-‐]?))/u;

/**
 * How a line that ends in a hyphen goes on in the next: `join` (the hyphen goes), `keep` (it stays, and no space after
 * it), or undefined if the line does not end in one or the next does not go on. In order:
 * - a soft hyphen or `¬` only ever parts words;
 * - before a capital (not among capitals) or a digit the hyphen belongs to the word;
 * - which form the document holds elsewhere, joined or hyphenated, and more often;
 * - the habits of the language: doubled words, pronouns behind verbs, prefixes; else the word was parted.
 */
export function partedWord(
  line: string,
  next: string,
  words: ReadonlyMap<string, number>,
  habits: PrintHabits,
): "join" | "keep" | undefined {
  if (PARTING_SIGN.test(line)) return /^\p{L}/u.test(next) ? "join" : undefined;
  if (!HYPHEN.test(line)) return undefined;
  const before = line.replace(HYPHEN, "");
  if (/^\p{Nd}/u.test(next) || /\p{Nd}$/u.test(before)) return /^[\p{Nd}\p{L}]/u.test(next) ? "keep" : undefined;
  const left = LAST_PIECE.exec(before)?.[0];
  const right = FIRST_PIECE.exec(next)?.[0];
  if (left === undefined || right === undefined) return undefined;
  if (/^\p{Lu}/u.test(right) && /\p{Ll}/u.test(left)) return "keep";
  const [first, second] = [fold(left), fold(right)];
  const joined = words.get(first + second) ?? 0;
  const hyphenated = words.get(`${first}-${second}`) ?? 0;
  if (joined !== hyphenated) return joined > hyphenated ? "join" : "keep";
  if (!habits.partsWords || habits.keeps?.test(`${first}-${second}`) === true) return "keep";
  return habits.doubles && isDoubled(first, second) ? "keep" : "join";
}

/** The line without the hyphen at its end. */
export function withoutHyphen(line: string): string {
  return line.replace(PARTING_SIGN, "").replace(HYPHEN, "");
}

function fold(piece: string): string {
  return piece.normalize("NFC").toLowerCase();
}

/**
 * A word doubled, whole (`mata-mata`), with an ending (`buku-bukunya`), a prefix before it (`berlari-lari`) or its first
 * letter changed (`sayur-mayur`). Shorter than three letters it is a syllable.
 */
function isDoubled(first: string, second: string): boolean {
  if (Math.min(first.length, second.length) < 3) return false;
  if (second.startsWith(first) || first.endsWith(second)) return true;
  return first.length >= 4 && first.length === second.length && first.slice(1) === second.slice(1);
}
