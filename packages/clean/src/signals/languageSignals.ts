import { closeTo, type Identification, type Signals } from "@malmoi/schemas";
import { round } from "./numbers.ts";

/**
 * - `non_target_ratio`: share of the text's letters in other languages than its main one, 0-1. Close varieties, which
 *   short texts are taken for by turns, do not count. Absent if the language is unknown.
 */
export function languageSignals({ language, languages }: Pick<Identification, "language" | "languages">): Signals {
  if (language === "und" || languages.length === 0) return {};
  const near = new Set([language, ...closeTo(language)]);
  const others = languages.filter((other) => !near.has(other.language)).reduce((sum, { share }) => sum + share, 0);
  return { non_target_ratio: round(Math.min(1, others)) };
}
