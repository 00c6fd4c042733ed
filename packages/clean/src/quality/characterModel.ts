import type { LanguageTag } from "@malmoi/schemas";

/** Longest sequence of characters that is looked up. */
export const ORDER = 4;
/** Hashes have so many bits: with 60,000 sequences one unknown sequence in 17 is taken for a known one. */
export const HASH_BITS = 20;

/** Bits of surprise a level stands for: levels 1-15 are 0 to 11.2 bits; 0 is a sequence that was not seen. */
const BITS_PER_LEVEL = 0.8;
const HIGHEST_LEVEL = 15;
/** Stupid back-off (Brants et al. 2007): a factor of 0.4 for each character that context is shortened by. */
export const BACK_OFF_BITS = -Math.log2(0.4);
/** Surprise at a character that the language was never seen to use, and the most that any counts for. */
export const MOST_BITS = 16;

export const levelOf = (probability: number): number =>
  1 + Math.min(HIGHEST_LEVEL - 1, Math.round(-Math.log2(probability) / BITS_PER_LEVEL));
export const bitsOf = (level: number): number => (level - 1) * BITS_PER_LEVEL;

/** The share of wrong characters for which curves are measured. */
export const RATES: readonly number[] = [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.8];

/** What the measurements of `scanText` are on ordinary texts of a language. */
export interface Calibration {
  /** Median surprise a character, in bits, where `RATES` of the characters are misread; never falls. */
  readonly bits: readonly number[];
  /** Median share of characters that are very surprising, likewise. */
  readonly odd: readonly number[];
  /** Medians on texts without a mistake. */
  readonly debris: number;
  readonly mixed: number;
  readonly impossible: number;
}

/** What is known of one language's spelling. No text: hashes of sequences of characters, and how likely they are. */
export interface CharacterModel {
  readonly language: LanguageTag;
  /** Level by hash, 2^HASH_BITS of them; 0 is unknown. */
  readonly levels: Uint8Array;
  /** Letters that are words by themselves, lower case. */
  readonly singles: string;
  readonly calibration: Calibration;
}

const SHIFT = 32 - HASH_BITS;

/**
 * The place of the last `length` of four folded code units, the last one `d`. Multiplicative hashing with the golden
 * ratio, finished as in MurmurHash3.
 */
export function placeOf(length: number, a: number, b: number, c: number, d: number): number {
  let hash = length;
  if (length > 3) hash = Math.imul(hash ^ a, 0x9e37_79b1);
  if (length > 2) hash = Math.imul(hash ^ b, 0x9e37_79b1);
  if (length > 1) hash = Math.imul(hash ^ c, 0x9e37_79b1);
  hash = Math.imul(hash ^ d, 0x9e37_79b1);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x85eb_ca6b) >>> SHIFT;
}

const GOLDEN = 0x9e37_79b1;
const finish = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x85eb_ca6b) >>> SHIFT;

/** `placeOf` for the last two, the last three, and all four: without questions it takes a third of the time. */
export function placeOfTwo(c: number, d: number): number {
  return finish(Math.imul(Math.imul(2 ^ c, GOLDEN) ^ d, GOLDEN));
}

export function placeOfThree(b: number, c: number, d: number): number {
  return finish(Math.imul(Math.imul(Math.imul(3 ^ b, GOLDEN) ^ c, GOLDEN) ^ d, GOLDEN));
}

export function placeOfFour(a: number, b: number, c: number, d: number): number {
  return finish(Math.imul(Math.imul(Math.imul(Math.imul(4 ^ a, GOLDEN) ^ b, GOLDEN) ^ c, GOLDEN) ^ d, GOLDEN));
}
