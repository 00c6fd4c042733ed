import type { LanguageTag } from "@malmoi/schemas";
import { identify } from "../identify.ts";
import type { Sections } from "../model/loadModel.ts";

const NEVER_BELOW = 0.3;
const NEVER_ABOVE = 0.9;

/**
 * From which score on a document of a language is believed: FineWeb-2's rule, max(0.3, min(0.9, median - sigma)), over
 * the scores of lines that are known to be in the language (Penedo et al. 2025, section 4.1).
 */
export function leastScore(scores: readonly number[]): number {
  if (scores.length === 0) return NEVER_BELOW;
  const sorted = scores.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const sigma = Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
  return Math.round(Math.max(NEVER_BELOW, Math.min(NEVER_ABOVE, median - sigma)) * 100) / 100;
}

/** `leastScore` of each language, of what a model says of its lines. */
export function leastScores(
  texts: ReadonlyMap<LanguageTag, readonly string[]>,
  model: Sections,
): Record<LanguageTag, number> {
  const rows = [...texts].map(([tag, lines]): [string, number] => {
    const found = lines.map((line) => identify(line, { model }));
    return [tag, leastScore(found.map(({ language, score }) => (language === tag ? score : 0)))];
  });
  return Object.fromEntries(rows);
}
