import type { Language } from "@malmoi/schemas";
import { francAll } from "franc";

/** The version of the `franc` dependency; a test compares it with what is installed. */
export const FRANC_VERSION = "6.2.0";

/**
 * franc's closeness of a text to each of the languages it knows, by tag: 1 for the nearest, less by the difference in
 * trigram distance as a share of the largest possible distance (neighbouring languages differ by 0.01-0.1).
 */
export function francScores(text: string, rows: readonly Language[]): ReadonlyMap<string, number> {
  const only = rows.flatMap(({ franc }) => (franc === null ? [] : [franc]));
  const scores = new Map<string, number>();
  if (only.length === 0) return scores;
  // minLength is in UTF-16 code units; whether a text is long enough is decided in pieces.ts, in letters.
  const ranking = new Map(francAll(text, { only, minLength: 1 }));
  for (const { tag, franc } of rows) {
    const score = franc === null ? undefined : ranking.get(franc);
    if (score !== undefined) scores.set(tag, score);
  }
  return scores;
}
