import type { Language } from "@malmoi/schemas";
import { editDistance } from "./editDistance.ts";
import { flexibleEdits } from "./flexibleEdits.ts";
import { linesForScore, normaliseForScore, spaceOf } from "./normaliseForScore.ts";
import { splitWords, wholeSaraAm } from "./splitWords.ts";

/** How far a reading is from the truth. */
export interface ErrorCount {
  /** Insertions, deletions and substitutions; may exceed `length` when the reading is longer than the truth. */
  readonly edits: number;
  /** Code points, clusters or words of the normalised truth; 0 for a page without text. */
  readonly length: number;
}

function codePoints(text: string): Int32Array {
  return Int32Array.from(Array.from(text, (character) => character.codePointAt(0) ?? 0));
}

/** Numbers both lists by one table, so that the same string is the same number in both. */
function numberStrings(...texts: readonly (readonly string[])[]): Int32Array[] {
  const numbers = new Map<string, number>();
  return texts.map((strings) =>
    Int32Array.from(strings, (string) => {
      const number = numbers.get(string) ?? numbers.size;
      numbers.set(string, number);
      return number;
    }),
  );
}

/** Errors by code point over the whole page, after `normaliseForScore`: a wrong reading order costs. */
export function characterErrorRate(truth: string, read: string, language: Language): ErrorCount {
  const expected = codePoints(normaliseForScore(truth, language));
  return { edits: editDistance(expected, codePoints(normaliseForScore(read, language))), length: expected.length };
}

/** What a reader takes for one character (UAX #29): a letter with all its marks. */
export function splitClusters(text: string, language: Language): string[] {
  const segmenter = new Intl.Segmenter(language.code, { granularity: "grapheme" });
  return Array.from(segmenter.segment(wholeSaraAm(text)), ({ segment }) => segment);
}

/** Errors by grapheme cluster, otherwise like `characterErrorRate`: a wrong vowel sign spoils its letter, once. */
export function clusterErrorRate(truth: string, read: string, language: Language): ErrorCount {
  const clustersOf = (text: string): string[] => splitClusters(normaliseForScore(text, language), language);
  const [expected = new Int32Array(), found = new Int32Array()] = numberStrings(clustersOf(truth), clustersOf(read));
  return { edits: editDistance(expected, found), length: expected.length };
}

/**
 * Errors by code point that are left if pieces of the page may come in any order (see `flexibleEdits`); never more than
 * those of `characterErrorRate`. The difference of the two is what the reading order costs.
 */
export function flexibleErrorRate(truth: string, read: string, language: Language): ErrorCount {
  const { edits, length } = characterErrorRate(truth, read, language);
  // A line keeps the space that separates it from the next, so that both rates count the same characters.
  const linesOf = (text: string): string[] => linesForScore(text, language).map((line) => line + spaceOf(language));
  return { edits: flexibleEdits(linesOf(truth), linesOf(read), edits), length };
}

interface WordErrors {
  readonly inOrder: ErrorCount;
  /** The words as two bags: those missing or those too many, whichever are more. */
  readonly anyOrder: ErrorCount;
}

/** How many words are missing or too many, whichever are more; at most the edit distance of the two lists. */
function bagDistance(expected: Int32Array, found: Int32Array): number {
  const counts = new Map<number, number>();
  for (const word of expected) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const word of found) counts.set(word, (counts.get(word) ?? 0) - 1);
  let missing = 0;
  let surplus = 0;
  for (const count of counts.values()) {
    if (count > 0) missing += count;
    else surplus -= count;
  }
  return Math.max(missing, surplus);
}

/** Errors by word (see `splitWords`) over the whole page, after `normaliseForScore`; punctuation does not count. */
export function wordErrors(truth: string, read: string, language: Language): WordErrors {
  const wordsOf = (text: string): string[] => splitWords(normaliseForScore(text, language), language);
  const [expected = new Int32Array(), found = new Int32Array()] = numberStrings(wordsOf(truth), wordsOf(read));
  const { length } = expected;
  return {
    inOrder: { edits: editDistance(expected, found), length },
    anyOrder: { edits: bagDistance(expected, found), length },
  };
}

/**
 * Edits over length: 0 is perfect, above 1 when more was invented than there is. Where there is no truth (a blank page)
 * the rate is 0 if nothing was read and 1 if anything was.
 */
export function errorRate({ edits, length }: ErrorCount): number {
  if (length === 0) return edits === 0 ? 0 : 1;
  return edits / length;
}
