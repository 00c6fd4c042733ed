import type { LanguageTag } from "@malmoi/schemas";
import { identify } from "./identify.ts";

/** A language that is less likely than not is none to choose a model by. */
const LIKELY = 0.5;

/**
 * The best of some languages for a text, for choosing a recogniser's model; `und` if none is likely (too short, another
 * script, misread by another language's model). Deterministic.
 */
export function identifyAmong(text: string, candidates: readonly LanguageTag[]): LanguageTag {
  const { language, score } = identify(text, { candidates });
  return score >= LIKELY ? language : "und";
}
