import type { Signals } from "@malmoi/schemas";
import { codePointLength } from "../codePoints.ts";
import type { Measured } from "./measured.ts";
import { ratio } from "./numbers.ts";

/**
 * Gopher's rules on words (Rae et al. 2021, A1.1):
 * - `word_count`: words, numbers included.
 * - `mean_word_length`: code points a word.
 * - `symbol_word_ratio`: # or ellipses (… or ...), whichever is more, a word.
 * - `alpha_word_ratio`: share of words with at least one letter, 0-1.
 * - `stop_word_count`: how many different stop words of the language occur; absent if the language is unknown.
 */
export function wordSignals({ text, words, language }: Measured): Signals {
  const characters = words.reduce((sum, word) => sum + codePointLength(word), 0);
  const hashes = text.match(/#/g)?.length ?? 0;
  const ellipses = text.match(/…|\.{3}/g)?.length ?? 0;
  const signals: Signals = {
    word_count: words.length,
    mean_word_length: ratio(characters, words.length),
    symbol_word_ratio: ratio(Math.max(hashes, ellipses), words.length),
    alpha_word_ratio: ratio(words.filter((word) => /\p{L}/u.test(word)).length, words.length),
  };
  if (language !== undefined) {
    const seen = new Set(words.map((word) => word.toLowerCase()));
    signals["stop_word_count"] = language.stopWords.filter((word) => seen.has(word)).length;
  }
  return signals;
}
