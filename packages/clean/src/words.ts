import type { LanguageTag } from "@malmoi/schemas";
import { cutLong } from "./cutLong.ts";

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: LanguageTag): Intl.Segmenter {
  const locale = language.slice(0, 3);
  const known = segmenters.get(locale);
  if (known !== undefined) return known;
  const made = new Intl.Segmenter(locale, { granularity: "word" });
  segmenters.set(locale, made);
  return made;
}

/** Longest string given to ICU at once, in UTF-16 units. */
const LONGEST = 10_000;

/**
 * The words of a text, in order, as ICU finds them (UAX #29, with dictionaries for Thai, Lao, Khmer, Burmese, Chinese
 * and Japanese); numbers are words, punctuation is not. ICU's version is part of what the result depends on.
 */
export function* words(text: string, language: LanguageTag): Generator<string> {
  const segmenter = segmenterOf(language);
  for (const line of text.split("\n")) {
    for (const part of cutLong(line, LONGEST)) {
      for (const { segment, isWordLike } of segmenter.segment(part)) {
        if (isWordLike === true) yield segment;
      }
    }
  }
}
