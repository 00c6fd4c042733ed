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

/**
 * Mean confidence with which a model reads other scripts into its own, where that is not far below 0.3: the Thai model
 * believes in its gibberish (95 real strips in other scripts, each upright and upside down: median 0.59, and at most 0.3
 * in nine other scripts).
 */
const CONFIDENCE_IN_GIBBERISH: Partial<Record<ScriptCode, number>> = { Thai: 0.55 };

/** 0-1: how sure a model is of a reading, from what it is of gibberish (0) to what it usually is (1). */
export function sureness(confidence: number, script: ScriptCode): number {
  const low = CONFIDENCE_IN_GIBBERISH[script] ?? 0;
  return Math.min(1, Math.max(0, (confidence - low) / (usualConfidence(script) - low)));
}

/** A text of unknown quality counts as this good, and a short one by as many letters of it. */
const UNKNOWN_QUALITY = 0.3;
const UNKNOWN_LETTERS = 10;

/** 0-1: share of the letters that are of the language's script. All models also know Latin, and fall back on it. */
export function ownScriptShare(text: string, { script }: Language): number {
  const letters = text.match(/\p{L}/gu) ?? [];
  const own = new RegExp(SCRIPTS[script].unicode.map((name) => `\\p{Script=${name}}`).join("|"), "u");
  return letters.length === 0 ? 0 : letters.filter((letter) => own.test(letter)).length / letters.length;
}

/**
 * 0-1: how much a reading looks like the language. `quality` is the estimated share of characters that were read right,
 * by the language's own sequences of letters; undefined if it cannot be told. It is squared, for gibberish in some scripts
 * has half of them by chance, and confidence is what exceeds the script's gibberish. Of 50 real strips in ten scripts
 * 47 are most plausible in their own, and no other script's reading of them reaches 0.25; by confidence squared and
 * frequent words, 37.
 */
export function plausibility(
  reading: { readonly text: string; readonly confidence: number; readonly coverage: number },
  as: Language,
  quality: number | undefined,
): number {
  const sure = sureness(reading.confidence, as.script);
  const letters = quality === undefined ? 0 : (reading.text.match(/\p{L}/gu)?.length ?? 0);
  const right = ((quality ?? 0) * letters + UNKNOWN_QUALITY * UNKNOWN_LETTERS) / Math.max(1, letters + UNKNOWN_LETTERS);
  return sure * right ** 2 * reading.coverage * ownScriptShare(reading.text, as);
}
