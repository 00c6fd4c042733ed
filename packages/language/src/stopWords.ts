import type { Language } from "@malmoi/schemas";

const BETWEEN_WORDS = /[^\p{L}\p{M}'’ʼ-]+/u;
const sets = new Map<string, ReadonlySet<string>>();

function setOf({ tag, stopWords }: Language): ReadonlySet<string> {
  const known = sets.get(tag);
  if (known !== undefined) return known;
  const made = new Set(stopWords);
  sets.set(tag, made);
  return made;
}

/** The share of a text's words that are among each language's stop words, 0-1, by tag. Words are what spaces separate. */
export function stopWordShares(text: string, rows: readonly Language[]): ReadonlyMap<string, number> {
  const words = text
    .normalize("NFC")
    .toLowerCase()
    .split(BETWEEN_WORDS)
    .filter((word) => word !== "");
  return new Map(
    rows.map((row) => {
      const set = setOf(row);
      const hits = words.reduce((count, word) => count + (set.has(word) ? 1 : 0), 0);
      return [row.tag, words.length === 0 ? 0 : hits / words.length];
    }),
  );
}
