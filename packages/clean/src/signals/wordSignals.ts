import { characterTest } from "@malmoi/core";
import type { Language, Signals } from "@malmoi/schemas";
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
  if (language !== undefined) signals["stop_word_count"] = stopWordCount(distinct, language);
  return signals;
}

function stopWordCount(distinct: readonly string[], { stopWords }: Language): number {
  const wanted = new Set(stopWords);
  const longest = Math.max(...stopWords.map(({ length }) => length));
  const beginnings = new Set(stopWords.map((word) => word.charCodeAt(0)));
  const seen = new Set<string>();
  for (const word of distinct) {
    // No letter has a shorter one for its small one, so that long words need not be looked at.
    if (word.length > longest) continue;
    const unit = word.charCodeAt(0);
    // Of ASCII it is known without asking what a word begins with in small letters.
    if (unit < 0x80 && !beginnings.has(unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit)) continue;
    const small = word.toLowerCase();
    if (wanted.has(small)) seen.add(small);
  }
  return stopWords.filter((word) => seen.has(word)).length;
}

function holdsLetter(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (isLetter(word.codePointAt(at) ?? 0)) return true;
  return false;
}
