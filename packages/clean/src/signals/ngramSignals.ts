import type { Signals } from "@malmoi/schemas";
import { codePointLength } from "../codePoints.ts";
import type { Measured } from "./measured.ts";
import { ratio } from "./numbers.ts";

const TOP_SIZES = [2, 3, 4];
const DUPLICATE_SIZES = [5, 6, 7, 8, 9, 10];

/** Words as numbers: equal words have equal numbers. */
function numberWords(words: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(words, (word) => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  });
}

/** A 53-bit hash of every run of `size` words; strings would need gigabytes for a long book. */
function hashNgrams(words: Int32Array, size: number): Float64Array {
  const hashes = new Float64Array(Math.max(0, words.length - size + 1));
  for (let at = 0; at < hashes.length; at += 1) {
    let high = 0x9e37_79b9;
    let low = 0x85eb_ca6b;
    for (let word = at; word < at + size; word += 1) {
      const number = words[word] ?? 0;
      high = Math.imul(high ^ number, 0xcc9e_2d51);
      high ^= high >>> 15;
      low = Math.imul(low ^ number, 0x1b87_3593);
      low ^= low >>> 13;
    }
    hashes[at] = (high >>> 0) * 0x20_0000 + (low & 0x1f_ffff);
  }
  return hashes;
}

/** Code points in runs of words: `lengths(from, to)` without separators. */
function lengthTable(words: readonly string[]): Float64Array {
  const table = new Float64Array(words.length + 1);
  words.forEach((word, index) => {
    table[index + 1] = (table[index] ?? 0) + codePointLength(word);
  });
  return table;
}

/** Code points in all occurrences of the most frequent n-gram (spaces between its words included), if it is repeated. */
function topCharacters(hashes: Float64Array, lengths: Float64Array, size: number): number {
  const sorted = hashes.toSorted();
  let count = 1;
  const frequent = new Set<number>();
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to += 1;
    if (to - from > count) {
      count = to - from;
      frequent.clear();
    }
    if (count > 1 && to - from === count) frequent.add(sorted[from] ?? 0);
    from = to;
  }
  let longest = 0;
  if (frequent.size === 0) return 0;
  for (let at = 0; at < hashes.length; at += 1) {
    if (!frequent.has(hashes[at] ?? 0)) continue;
    longest = Math.max(longest, (lengths[at + size] ?? 0) - (lengths[at] ?? 0) + size - 1);
  }
  return longest * count;
}

/** Code points in n-grams that occurred before; no character is counted twice (as in datatrove). */
function duplicateCharacters(hashes: Float64Array, lengths: Float64Array, size: number): number {
  const seen = new Set<number>();
  let characters = 0;
  for (let at = 0; at < hashes.length;) {
    const hash = hashes[at] ?? 0;
    if (seen.has(hash)) {
      characters += (lengths[at + size] ?? 0) - (lengths[at] ?? 0);
      at += size;
    } else {
      seen.add(hash);
      at += 1;
    }
  }
  return characters;
}

/**
 * Repeated runs of words (Gopher, A1.1), as shares of the text's code points, 0-1.
 * - `top_2_gram_ratio` .. `top_4_gram_ratio`: all occurrences of the most frequent run (the longest of equally
 *   frequent ones); 0 if no run occurs twice. Runs that overlap themselves count in full, so the value is capped at 1.
 * - `dup_5_gram_ratio` .. `dup_10_gram_ratio`: all repeated runs.
 */
export function ngramSignals({ chars, words }: Measured): Signals {
  const numbers = numberWords(words);
  const lengths = lengthTable(words);
  const signals: Signals = {};
  for (const size of TOP_SIZES) {
    signals[`top_${size}_gram_ratio`] = Math.min(
      1,
      ratio(topCharacters(hashNgrams(numbers, size), lengths, size), chars),
    );
  }
  for (const size of DUPLICATE_SIZES) {
    signals[`dup_${size}_gram_ratio`] = ratio(duplicateCharacters(hashNgrams(numbers, size), lengths, size), chars);
  }
  return signals;
}
