import type { Language } from "@malmoi/schemas";

const THAI_SARA_AM = /\u0E4D\u0E32/gu;
const LAO_SARA_AM = /\u0ECD\u0EB2/gu;

/** SARA AM (Thai, Lao) put together again, which NFKC takes apart: ICU's words and clusters know the whole sign only. */
export function wholeSaraAm(text: string): string {
  return text.replace(THAI_SARA_AM, "\u0E33").replace(LAO_SARA_AM, "\u0EB3");
}

/**
 * The words of a text by UAX #29 and, for scripts without spaces, by ICU's dictionaries; without punctuation and white
 * space. The dictionaries are those of the running Node: compare figures made with the same version.
 */
export function splitWords(text: string, language: Language): string[] {
  const segmenter = new Intl.Segmenter(language.code, { granularity: "word" });
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(wholeSaraAm(text))) {
    if (isWordLike === true) words.push(segment);
  }
  return words;
}
