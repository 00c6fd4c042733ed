import type { LanguageTag, Signals } from "@malmoi/schemas";
import { textQuality } from "../quality/estimateQuality.ts";
import { characterModel } from "../quality/loadModel.ts";
import { round } from "./numbers.ts";

/**
 * What a recogniser's own doubts add: of its confidence, 0.4 of what 0.85 is missed by. Measured on 83 pages of real
 * scans in nine languages, where the mean error of the estimate falls from 0.061 to 0.052 and its rank correlation with
 * measured accuracy rises from 0.43 to 0.55.
 */
const doubt = (confidence: number | undefined): number =>
  confidence === undefined ? 0 : 0.4 * Math.max(0, 0.85 - confidence);

/**
 * How well a text was read, without a reference: from the text and, where there is one, the recogniser's confidence. All absent for languages
 * without a model (`model/README.md`) and for texts with fewer than 30 letters of the language's script.
 * - `ocr_quality`: share of the characters that were read right, as estimated from all of the following, 0-1. Calibrated
 *   for each language, so that languages can be compared.
 * - `char_surprise`: mean surprise at a letter after the three before it, in bits; comparable within a language only.
 * - `debris_ratio`: share of visible characters in scraps that hold no word and no number, 0-1.
 * - `broken_word_ratio`: letters that touch digits, symbols or letters of another script, to visible characters, 0-1.
 * - `impossible_cluster_ratio`: share of letters and marks that the script's rules of writing exclude where they stand,
 *   0-1; absent in scripts without such rules.
 */
export function qualitySignals(text: string, language: LanguageTag, confidence: number | undefined): Signals {
  const model = characterModel(language);
  const quality = model === undefined ? undefined : textQuality(text, model);
  if (quality === undefined) return {};
  const { wrong, surprise, debris, mixed, impossible } = quality;
  return {
    ocr_quality: round(Math.max(0, 1 - wrong - doubt(confidence))),
    char_surprise: round(surprise),
    debris_ratio: round(debris),
    broken_word_ratio: round(Math.min(1, mixed)),
    ...(impossible === undefined ? {} : { impossible_cluster_ratio: round(impossible) }),
  };
}
