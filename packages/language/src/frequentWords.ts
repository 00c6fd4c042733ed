import type { Language } from "@malmoi/schemas";
import { folded, wordsOf } from "./model/words.ts";

const sets = new Map<string, ReadonlySet<string>>();

function setOf({ tag, stopWords }: Language): ReadonlySet<string> {
  const known = sets.get(tag);
  if (known !== undefined) return known;
  const made = new Set(stopWords.map(folded));
  sets.set(tag, made);
  return made;
}

/** 0-1: share of a text's words that are among the language's ten most frequent; 0.1-0.3 in running text of most. */
export function frequentWordShare(text: string, language: Language): number {
  const set = setOf(language);
  const words = wordsOf(folded(text));
  return words.length === 0 ? 0 : words.filter((word) => set.has(word)).length / words.length;
}
