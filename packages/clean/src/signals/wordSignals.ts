import { characterTest } from "@malmoi/core";
import type { Signals } from "@malmoi/schemas";
import type { Measured } from "./measured.ts";
import { ratio } from "./numbers.ts";
import { occurrences } from "./occurrences.ts";

const isLetter = characterTest(/^\p{L}$/u);

/**
 * Gopher's rules on words (Rae et al. 2021, A1.1):
 * - `word_count`: words, numbers included.
 * - `mean_word_length`: code points a word.
 * - `symbol_word_ratio`: # or ellipses (… or ...), whichever is more, a word.
 * - `alpha_word_ratio`: share of words with at least one letter, 0-1.
 * - `stop_word_count`: how many different stop words of the language occur; absent if the language is unknown.
 */
export function wordSignals({ text, words, language }: Measured): Signals {
  const { numbers, distinct, counts, lengths } = words;
  let characters = 0;
  let withLetters = 0;
  distinct.forEach((word, number) => {
    const count = counts[number] ?? 0;
    characters += (lengths[number] ?? 0) * count;
    if (holdsLetter(word)) withLetters += count;
  });
  const symbols = Math.max(occurrences(text, "#"), occurrences(text, "…") + occurrences(text, "..."));
  const signals: Signals = {
    word_count: numbers.length,
    mean_word_length: ratio(characters, numbers.length),
    symbol_word_ratio: ratio(symbols, numbers.length),
    alpha_word_ratio: ratio(withLetters, numbers.length),
  };
  if (language !== undefined) {
    const wanted = new Set(language.stopWords);
    const longest = Math.max(...language.stopWords.map(({ length }) => length));
    // No letter has a shorter one for its small one, so that long words need not be looked at.
    const short = distinct.filter(({ length }) => length <= longest);
    const seen = new Set(short.map((word) => word.toLowerCase()).filter((word) => wanted.has(word)));
    signals["stop_word_count"] = language.stopWords.filter((word) => seen.has(word)).length;
  }
  return signals;
}

function holdsLetter(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (isLetter(word.codePointAt(at) ?? 0)) return true;
  return false;
}
