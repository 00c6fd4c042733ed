import type { Language } from "@malmoi/schemas";

/** NFKC takes SARA AM (Thai, Lao) apart, and ICU's dictionary knows words with the whole sign only. */
const THAI_SARA_AM = /\u0E4D\u0E32/gu;
const LAO_SARA_AM = /\u0ECD\u0EB2/gu;

/**
 * The words of a text by UAX #29 and, for scripts without spaces, by ICU's dictionaries; without punctuation and white
 * space. The dictionaries are those of the running Node: compare figures made with the same version.
 */
export function splitWords(text: string, language: Language): string[] {
  const whole = text.replace(THAI_SARA_AM, "\u0E33").replace(LAO_SARA_AM, "\u0EB3");
  const segmenter = new Intl.Segmenter(language.code, { granularity: "word" });
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(whole)) {
    if (isWordLike === true) words.push(segment);
  }
  return words;
}
