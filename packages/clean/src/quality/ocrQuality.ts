import type { LanguageTag } from "@malmoi/schemas";
import { textQuality } from "./estimateQuality.ts";
import { characterModel } from "./loadModel.ts";

/**
 * The share of a text's characters that were read right, estimated from the text alone, 0-1; undefined for languages
 * without a model and texts with fewer letters of the language's script than `leastLetters`, 30 unless told: fewer say
 * nothing sure, but may be compared. What was not read at all cannot be
 * seen in a text, nor can lines in a wrong order.
 */
export function ocrQuality(text: string, language: LanguageTag, leastLetters?: number): number | undefined {
  const model = characterModel(language);
  const quality = model === undefined ? undefined : textQuality(text, model, leastLetters);
  return quality === undefined ? undefined : 1 - quality.wrong;
}
