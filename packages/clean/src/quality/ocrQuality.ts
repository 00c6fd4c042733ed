import type { LanguageTag } from "@malmoi/schemas";
import { textQuality } from "./estimateQuality.ts";
import { characterModel } from "./loadModel.ts";

/**
 * The share of a text's characters that were read right, estimated from the text alone, 0-1; undefined for languages
 * without a model and texts with fewer than 30 letters of the language's script. What was not read at all cannot be
 * seen in a text, nor can lines in a wrong order.
 */
export function ocrQuality(text: string, language: LanguageTag): number | undefined {
  const model = characterModel(language);
  const quality = model === undefined ? undefined : textQuality(text, model);
  return quality === undefined ? undefined : 1 - quality.wrong;
}
