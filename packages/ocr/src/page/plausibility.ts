import { type Language, type ScriptCode, SCRIPTS } from "@malmoi/schemas";

/**
 * Mean confidence of a well-read page by script, where it is not about 0.9: Tesseract is much less sure of itself in
 * these (measured on rendered pages, best_int models: Lao and Burmese 0.55, Khmer 0.80).
 */
const USUAL_CONFIDENCE: Partial<Record<ScriptCode, number>> = { Laoo: 0.6, Mymr: 0.6, Khmr: 0.8 };

/** 0-1: mean confidence of a well-read page in this script. */
export function usualConfidence(script: ScriptCode): number {
  return USUAL_CONFIDENCE[script] ?? 0.9;
}

/** Share of a running text's letters that the ten most frequent words make up: 0.09-0.28 in ten languages. */
const USUAL_FREQUENT_WORDS = 0.08;

/** What is left of the score of a text without a single frequent word: a title page has none either. */
const WITHOUT_FREQUENT_WORDS = 0.3;

/**
 * 0-1: share of the letters (vowel signs included) that belong to the language's ten most frequent words. In scripts
 * without spaces words are looked for anywhere. Words of one letter are left out: gibberish is full of them.
 */
export function frequentWordShare(text: string, { spaces, stopWords }: Language): number {
  const letters = text.match(/[\p{L}\p{M}]/gu)?.length ?? 0;
  if (letters === 0) return 0;
  const longer = stopWords.filter((word) => word.length > 1);
  let found = 0;
  if (spaces) {
    const frequent = new Set(longer);
    const words =
      text
        .normalize("NFC")
        .toLowerCase()
        .match(/[\p{L}\p{M}']+/gu) ?? [];
    for (const word of words) if (frequent.has(word)) found += word.length;
  } else {
    for (const word of longer) found += (text.split(word).length - 1) * word.length;
  }
  return Math.min(1, found / letters);
}

/** 0-1: share of the letters that are of the language's script. All models also know Latin, and fall back on it. */
export function ownScriptShare(text: string, { script }: Language): number {
  const letters = text.match(/\p{L}/gu) ?? [];
  const own = new RegExp(SCRIPTS[script].unicode.map((name) => `\\p{Script=${name}}`).join("|"), "u");
  return letters.length === 0 ? 0 : letters.filter((letter) => own.test(letter)).length / letters.length;
}

/**
 * 0-1: how much a reading looks like the language. Confidence alone misleads: the Thai model reads Burmese, Lao and
 * blurred Vietnamese into Thai gibberish of confidence 0.7-0.85. Gibberish has no frequent words. Confidence is squared
 * so that chance hits in a text of confidence 0.4 do not outweigh it.
 */
export function plausibility(reading: { text: string; confidence: number; coverage: number }, as: Language): number {
  const sure = Math.min(1, reading.confidence / usualConfidence(as.script));
  const words = Math.min(1, frequentWordShare(reading.text, as) / USUAL_FREQUENT_WORDS);
  const worded = WITHOUT_FREQUENT_WORDS + (1 - WITHOUT_FREQUENT_WORDS) * words;
  return sure ** 2 * reading.coverage * ownScriptShare(reading.text, as) * worded;
}
