import { DROPPED, foldPoint, lowerNfkc } from "../comparable.ts";
import { combiningOrder } from "./combiningOrder.ts";

// What the module knows of a UTF-16 unit in own mode; bits as in ../../assembly/fold.ts.
export const FOLD = {
  kept: 1 << 16,
  mark: 1 << 17,
  cut: 1 << 18,
  unseen: 1 << 19,
  melts: 1 << 20,
  pair: 1 << 21,
  hard: 1 << 22,
} as const;

/**
 * What may melt with the letter before it in normalisation: NFC_Quick_Check=Maybe of the Basic Multilingual Plane
 * (Unicode's DerivedNormalizationProps.txt). A test compares it with what normalisation does.
 */
const MELTING_RANGES =
  "300-304 306-30c 30f 311 313-314 31b 323-328 32d-32e 330-331 338 342 345 653-655 93c 9be 9d7 b3e b56-b57 bbe bd7 c56 " +
  "cc2 cd5-cd6 d3e d57 dca dcf ddf 102e 1161-1175 11a8-11c2 1b35 3099-309a";
const MELTING = new Set(
  MELTING_RANGES.split(" ").flatMap((range) => {
    const [first = 0, last = first] = range.split("-").map((point) => Number.parseInt(point, 16));
    return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
  }),
);
/** Whether a character may melt with the letter before it in normalisation. */
export const mayMelt = (character: string): boolean => MELTING.has(character);

/** These decide which of its two small letters a capital sigma becomes. */
const CASED = /[\p{Cased}\p{Case_Ignorable}]/u;
const MARK = /\p{M}/u;
const FINAL_SIGMA = 0x3a3;

const isSurrogate = (unit: number): boolean => unit >= 0xd8_00 && unit <= 0xdf_ff;

interface FoldEntry {
  /** Code point, flags and order. */
  readonly low: number;
  /** UTF-8 and its length. */
  readonly high: number;
}
const HARD: FoldEntry = { low: FOLD.hard, high: 0 };

function utf8(point: number): { readonly bytes: number; readonly length: number } {
  const encoded = Buffer.from(String.fromCodePoint(point));
  return { bytes: encoded.reduceRight((all, byte) => all * 256 + byte, 0), length: encoded.length };
}

/** The entry of a unit. What depends on its neighbours in more than the two ways that the module checks is hard. */
export function foldEntry(unit: number): FoldEntry {
  if (isSurrogate(unit) || unit === FINAL_SIGMA) return HARD;
  const character = String.fromCharCode(unit);
  const plain = lowerNfkc(character);
  const characters = Array.from(plain);
  const order = combiningOrder(character);
  const melts = mayMelt(character);
  if (order > 0 || melts) {
    if (plain !== character) return HARD;
  } else if (characters.some((each) => combiningOrder(each) > 0 || mayMelt(each))) return HARD;
  const kept = characters.map((each) => foldPoint(each.codePointAt(0) ?? 0)).filter((point) => point !== DROPPED);
  const [first, second] = kept;
  if (kept.length > 2 || kept.some((point) => point > 0xff_ff)) return HARD;
  const marked = MARK.test(character) || MARK.test(plain);
  if (marked && (characters.length > 2 || (second !== undefined && MARK.test(characters.at(-1) ?? "")))) return HARD;
  if (first !== undefined && second !== undefined) {
    const length = utf8(first).length + utf8(second).length;
    return { low: first | FOLD.pair, high: second | (length << 24) };
  }
  const cut = order === 0 && !melts && !marked && !CASED.test(character);
  const flags = (marked ? FOLD.mark : 0) | (melts ? FOLD.melts : 0) | (cut ? FOLD.cut : 0) | (order << 24);
  if (first === undefined) return { low: flags, high: 0 };
  const { bytes, length } = utf8(first);
  return { low: first | FOLD.kept | flags, high: bytes | (length << 24) };
}

/** Whether a unit that may melt with a letter before it does so with this one. */
export function melt(letter: number, mark: number): boolean {
  if (isSurrogate(letter)) return true;
  const before = lowerNfkc(String.fromCharCode(letter));
  const after = String.fromCharCode(mark);
  return (before + after).normalize("NFKC") !== before + after;
}
