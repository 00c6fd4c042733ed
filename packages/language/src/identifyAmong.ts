import type { LanguageTag } from "@malmoi/schemas";
import { identify } from "./identify.ts";

/**
 * The best of some languages for a text, for choosing a recogniser's model: always one of the candidates, the first
 * of them if the text says nothing (too short, another script); `und` if there are none. Deterministic.
 */
export function identifyAmong(text: string, candidates: readonly LanguageTag[]): LanguageTag {
  const { language } = identify(text, { candidates });
  return language === "und" ? (candidates[0] ?? "und") : language;
}
