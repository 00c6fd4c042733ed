import { findLanguage, type Language, LANGUAGES, type LanguageTag, SCRIPTS } from "@malmoi/schemas";

/** So much of a text, in UTF-16 units, shows its script. */
const ENOUGH = 50_000;
const WORD = /[\p{L}\p{M}]+(?:[-'’‐][\p{L}\p{M}]+)*/gu;

/** Words of a text, lower case, with hyphens and apostrophes inside. */
export function wordsOf(text: string): string[] {
  return text.normalize("NFC").toLowerCase().replaceAll("‐", "-").match(WORD) ?? [];
}

/** How often a document holds each word, those that a line end may have parted left out. */
export function vocabularyOf(lines: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    for (const word of wordsOf(line).slice(1, -1)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/**
 * The language whose frequent words a document holds most of, among those of its main script; the declared language if
 * it is one of them. Good enough to know how a page parts its words; identification comes later. Undefined if the
 * script is that of no language.
 */
export function guessLanguage(
  text: string,
  words: ReadonlyMap<string, number>,
  declared?: LanguageTag,
): Language | undefined {
  const letters = text.slice(0, ENOUGH).match(/\p{L}/gu) ?? [];
  const share = (row: Language): number => {
    const own = new RegExp(
      `[${SCRIPTS[row.script].unicode.map((name) => String.raw`\p{Script=${name}}`).join("")}]`,
      "u",
    );
    return letters.filter((letter) => own.test(letter)).length;
  };
  const shares = new Map<string, number>();
  for (const row of LANGUAGES) if (!shares.has(row.script)) shares.set(row.script, share(row));
  const most = Math.max(...shares.values());
  if (most === 0) return undefined;
  const rows = LANGUAGES.filter(({ script }) => shares.get(script) === most);
  const known = findLanguage(declared ?? "und");
  if (known !== undefined && rows.includes(known)) return known;
  const score = ({ stopWords }: Language): number => stopWords.reduce((sum, word) => sum + (words.get(word) ?? 0), 0);
  return rows.reduce<Language | undefined>(
    (best, row) => (best === undefined || score(row) > score(best) ? row : best),
    undefined,
  );
}
