import type { Block, ScriptCode } from "@malmoi/schemas";
import type { WordList } from "../engine/wordList.ts";

/** Letters that look alike in some typefaces: what a model trained on others takes one of them for. */
const ALIKE: Partial<Record<ScriptCode, readonly string[]>> = {
  Arab: ["رد", "زذ", "رز", "دذ", "بیپتثن", "جچحخ", "فق", "سش", "صض", "طظ", "عغ", "کگ"],
  Latn: ["fs", "uv", "ij", "ce"],
};

/**
 * A page mistakes one letter for another throughout if so many of its unknown words become known by the exchange, and so
 * many times as many as by the contrary one. (34 Persian pages: 27 and 7 words to none on the one page whose typeface
 * has a "ر" like the model's "د", at most 3 on any other. A Spanish book of 1637: long s read as f on all of its pages;
 * none on 50 Spanish and Portuguese pages of later times.)
 */
const LEAST_WORDS = 6;
const LEAST_LEAD = 4;
/** And at least this share of all its unknown words: a long page of bad print has a few of everything. */
const LEAST_SHARE = 0.04;

/** Letters that differ from others by a dot alone: who takes "ر" for "د" takes "ز" for "ذ", and both count for either. */
const SISTERS: Readonly<Record<string, string>> = { در: "ذز", ذز: "در", رد: "زذ", زذ: "رد" };
const LEAST_OF_ITS_OWN = 2;

/** Of a word so many of the mistaken letters are tried, in all combinations. */
const MOST_PLACES = 4;
const SHORTEST = 3;
/** What is longer is no word. */
const LONGEST = 40;

const WORDS = /[\p{L}\p{M}]+/gu;

/** One letter read for another. */
export interface Mistake {
  readonly read: string;
  readonly meant: string;
}

/**
 * A page's words without the letters that its typeface makes the model mistake: each word that the model's list does not
 * have, and has with them exchanged, if there is but one such word; and one of the language's most frequent words for
 * any other. What the model mistakes here and there is left: only what it mistakes throughout is sure. (The page with a
 * "ر" like a "د": 173 errors to 124; the book of 1637: CER 43.6 to 42.4 %.)
 */
export function repairTypeface(
  blocks: readonly Block[],
  mistakes: readonly Mistake[],
  { known, frequent: stopWords }: { readonly known: WordList; readonly frequent: readonly string[] },
): Block[] {
  if (mistakes.length === 0) return [...blocks];
  const frequent = new Set(stopWords);
  const mend = (read: string): string =>
    read.replaceAll(WORDS, (word) => {
      if (frequent.has(word) || word.length > LONGEST) return word;
      const others = exchanged(word, mistakes);
      const [often, ...moreOften] = others.filter((other) => frequent.has(other));
      if (often !== undefined && moreOften.length === 0) return often;
      const [only, ...more] = known.has(word) ? [] : others.filter((other) => known.has(other));
      return only === undefined || more.length > 0 ? word : only;
    });
  return blocks.map((block) => ({
    ...block,
    lines: block.lines.map((line) => ({
      ...line,
      text: mend(line.text),
      words: line.words.map((word) => ({ ...word, text: mend(word.text) })),
    })),
  }));
}

/** The letters that a page mistakes throughout. */
export function mistakesOf(blocks: readonly Block[], script: ScriptCode, known: WordList): Mistake[] {
  if (ALIKE[script] === undefined) return [];
  const text = blocks.flatMap(({ lines }) => lines.map((line) => line.text)).join("\n");
  const counts = new Map<string, number>();
  const others = neighbours(script);
  let unknown = 0;
  for (const [word] of text.matchAll(WORDS)) {
    if (word.length < SHORTEST || word.length > LONGEST || known.has(word)) continue;
    unknown += 1;
    const found = new Set<string>();
    for (let i = 0; i < word.length; i += 1) {
      for (const meant of others.get(word[i] ?? "") ?? []) {
        const exchange = `${word[i]}${meant}`;
        if (!found.has(exchange) && known.has(word.slice(0, i) + meant + word.slice(i + 1))) found.add(exchange);
      }
    }
    for (const exchange of found) counts.set(exchange, (counts.get(exchange) ?? 0) + 1);
  }
  return [...counts].flatMap(([exchange, count]) => {
    const [read = "", meant = ""] = exchange;
    const contrary = counts.get(`${meant}${read}`) ?? 0;
    const both = count + (counts.get(SISTERS[exchange] ?? "") ?? 0);
    const least = Math.max(LEAST_WORDS, LEAST_LEAD * contrary, LEAST_SHARE * unknown);
    return both >= least && count >= LEAST_OF_ITS_OWN ? [{ read, meant }] : [];
  });
}

function neighbours(script: ScriptCode): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const letters of ALIKE[script] ?? []) {
    for (const letter of letters) {
      const near = found.get(letter) ?? new Set<string>();
      for (const other of letters) if (other !== letter) near.add(other);
      found.set(letter, near);
    }
  }
  return found;
}

/** What a word may be if any of the mistaken letters in it is meant to be the other. */
function exchanged(word: string, mistakes: readonly Mistake[]): string[] {
  const found = new Set<string>();
  for (const { read, meant } of mistakes) {
    const places = [...word].flatMap((letter, i) => (letter === read ? [i] : [])).slice(0, MOST_PLACES);
    for (let chosen = 1; chosen < 1 << places.length; chosen += 1) {
      const letters = [...word];
      for (const [bit, place] of places.entries()) if (((chosen >> bit) & 1) === 1) letters[place] = meant;
      found.add(letters.join(""));
    }
  }
  return [...found];
}
