import type { Language } from "@malmoi/schemas";
import { editDistance } from "./editDistance.ts";
import { normaliseForScore } from "./normaliseForScore.ts";
import { splitWords } from "./splitWords.ts";

/** How far a reading is from the truth. */
export interface ErrorCount {
  /** Insertions, deletions and substitutions; may exceed `length` when the reading is longer than the truth. */
  readonly edits: number;
  /** Code points or words of the normalised truth; 0 for a page without text. */
  readonly length: number;
}

function codePoints(text: string): Int32Array {
  return Int32Array.from(Array.from(text, (character) => character.codePointAt(0) ?? 0));
}

/** Numbers both lists of words by one table, so that the same word is the same number in both. */
function numberWords(...texts: readonly (readonly string[])[]): Int32Array[] {
  const numbers = new Map<string, number>();
  return texts.map((words) =>
    Int32Array.from(words, (word) => {
      const number = numbers.get(word) ?? numbers.size;
      numbers.set(word, number);
      return number;
    }),
  );
}

/** Errors by code point over the whole page, after `normaliseForScore`: a wrong reading order costs. */
export function characterErrorRate(truth: string, read: string, language: Language): ErrorCount {
  const expected = codePoints(normaliseForScore(truth, language));
  return { edits: editDistance(expected, codePoints(normaliseForScore(read, language))), length: expected.length };
}

/** Errors by word (see `splitWords`) over the whole page, after `normaliseForScore`; punctuation does not count. */
export function wordErrorRate(truth: string, read: string, language: Language): ErrorCount {
  const wordsOf = (text: string): string[] => splitWords(normaliseForScore(text, language), language);
  const [expected = new Int32Array(), found = new Int32Array()] = numberWords(wordsOf(truth), wordsOf(read));
  return { edits: editDistance(expected, found), length: expected.length };
}

/**
 * Edits over length: 0 is perfect, above 1 when more was invented than there is. Where there is no truth (a blank page)
 * the rate is 0 if nothing was read and 1 if anything was.
 */
export function errorRate({ edits, length }: ErrorCount): number {
  if (length === 0) return edits === 0 ? 0 : 1;
  return edits / length;
}
