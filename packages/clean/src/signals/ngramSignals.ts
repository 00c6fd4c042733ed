import type { Signals } from "@malmoi/schemas";
import type { Measured } from "./measured.ts";
import { ratio } from "./numbers.ts";
import { longerGroups, type NgramGroups, wordGroups } from "./ngramGroups.ts";

const LONGEST_TOP = 4;
const SHORTEST_DUPLICATE = 5;
const LONGEST = 10;

/** Code points in runs of words, without separators: those from word a to word b are table[b] - table[a]. */
function lengthTable({ words: { numbers, lengths } }: Measured): Float64Array {
  const table = new Float64Array(numbers.length + 1);
  for (let at = 0; at < numbers.length; at += 1) table[at + 1] = (table[at] ?? 0) + (lengths[numbers[at] ?? 0] ?? 0);
  return table;
}

/** Code points in all occurrences of the most frequent n-gram (spaces between its words included), if it is repeated. */
function topCharacters({ counts, firsts, size }: NgramGroups, table: Float64Array): number {
  let most = 0;
  let longest = 0;
  for (let group = 0; group < counts.length; group += 1) {
    const count = counts[group] ?? 0;
    if (count < most || count < 2) continue;
    const first = firsts[group] ?? 0;
    const length = (table[first + size] ?? 0) - (table[first] ?? 0) + size - 1;
    longest = count > most ? length : Math.max(longest, length);
    most = count;
  }
  return longest * most;
}

/** Code points in n-grams that occurred before; no character is counted twice (as in datatrove). */
function duplicateCharacters({ places, groups, counts, size }: NgramGroups, table: Float64Array): number {
  const seen = new Uint8Array(counts.length);
  let characters = 0;
  /** The first word that is not counted yet. */
  let free = 0;
  for (let index = 0; index < places.length; index += 1) {
    const at = places[index] ?? 0;
    const group = groups[index] ?? 0;
    if (at < free) continue;
    if (seen[group] === 1) {
      characters += (table[at + size] ?? 0) - (table[at] ?? 0);
      free = at + size;
    }
    seen[group] = 1;
  }
  return characters;
}

/**
 * Repeated runs of words (Gopher, A1.1), as shares of the text's code points, 0-1.
 * - `top_2_gram_ratio` .. `top_4_gram_ratio`: all occurrences of the most frequent run (the longest of equally
 *   frequent ones); 0 if no run occurs twice. Runs that overlap themselves count in full, so the value is capped at 1.
 * - `dup_5_gram_ratio` .. `dup_10_gram_ratio`: all repeated runs.
 */
export function ngramSignals(measured: Measured): Signals {
  const { chars, words } = measured;
  const table = lengthTable(measured);
  const signals: Signals = {};
  let ngrams = wordGroups(words);
  for (let size = 2; size <= LONGEST; size += 1) {
    ngrams = longerGroups(ngrams, words.numbers);
    if (size <= LONGEST_TOP) {
      signals[`top_${size}_gram_ratio`] = Math.min(1, ratio(topCharacters(ngrams, table), chars));
    }
    if (size >= SHORTEST_DUPLICATE) {
      signals[`dup_${size}_gram_ratio`] = ratio(duplicateCharacters(ngrams, table), chars);
    }
  }
  return signals;
}
