import { findLanguage, type Language, type LanguageTag } from "@malmoi/schemas";
import { alphabetOf, FOLDED, KIND } from "./alphabet.ts";
import { type Calibration, type CharacterModel, HASH_BITS, levelOf, ORDER, placeOf, RATES } from "./characterModel.ts";
import { impossibleShare, sharesOf } from "./estimateQuality.ts";
import { BOUNDARY, scanText } from "./scanText.ts";

/** A text as a poor recogniser gives it back, `rate` (0-1) of its characters misread; the same for the same seed. */
export type Misread = (text: string, rate: number, seed: number) => string;

/** Long sequences that were seen once tell little and take most of the room; of large alphabets shorter ones too. */
const leastCount = (length: number, alphabet: number): number =>
  length === ORDER || (length > 2 && alphabet > LARGE_ALPHABET) ? 2 : 1;
const LARGE_ALPHABET = 1000;
/** Share of all words from which on a letter alone is a word. */
const SINGLE_SHARE = 0.0005;
/** Calibration texts: lines put together until they are so long, at most so many. */
const TEXT_LENGTH = 1500;
const MOST_TEXTS = 80;

/** Words in folded code units, each with a boundary at both ends, and how often they occur. */
function countWords(lines: readonly string[], kinds: Uint8Array): Map<string, number> {
  const words = new Map<string, number>();
  for (const line of lines) {
    let word = "";
    for (let at = 0; at <= line.length; at += 1) {
      const unit = at < line.length ? line.charCodeAt(at) : BOUNDARY;
      const kind = kinds[unit];
      if (kind === KIND.own) word += String.fromCharCode(FOLDED[unit] ?? unit);
      else if (kind !== KIND.nothing && word !== "") {
        words.set(word, (words.get(word) ?? 0) + 1);
        word = "";
      }
    }
  }
  return words;
}

function countSequences(words: ReadonlyMap<string, number>): Map<string, number>[] {
  const counts = Array.from({ length: ORDER + 1 }, () => new Map<string, number>());
  for (const [word, times] of words) {
    const bounded = ` ${word} `;
    for (let end = 1; end <= bounded.length; end += 1) {
      for (let length = 1; length <= Math.min(ORDER, end); length += 1) {
        const sequence = bounded.slice(end - length, end);
        const table = counts[length];
        table?.set(sequence, (table.get(sequence) ?? 0) + times);
      }
    }
  }
  return counts;
}

function levelsOf(counts: readonly ReadonlyMap<string, number>[]): Uint8Array {
  const levels = new Uint8Array(2 ** HASH_BITS);
  const all = [...(counts[1]?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  counts.forEach((table, length) => {
    for (const [sequence, count] of table) {
      if (count < leastCount(length, counts[1]?.size ?? 0)) continue;
      const context = length === 1 ? all : (counts[length - 1]?.get(sequence.slice(0, -1)) ?? count);
      const units = Array.from({ length: ORDER }, (_, at) => sequence.charCodeAt(sequence.length - ORDER + at) || 0);
      const [a = 0, b = 0, c = 0, d = 0] = units;
      const place = placeOf(length, a, b, c, d);
      const level = levelOf(count / context);
      // Of two sequences with one hash the likelier one is kept: better to overlook a mistake than to make one up.
      const there = levels[place] ?? 0;
      levels[place] = there === 0 ? level : Math.min(there, level);
    }
  });
  return levels;
}

function singlesOf(words: ReadonlyMap<string, number>): string {
  const all = [...words.values()].reduce((sum, count) => sum + count, 0);
  return [...words]
    .filter(([word, count]) => word.length === 1 && count / all >= SINGLE_SHARE)
    .map(([word]) => word)
    .toSorted()
    .join("");
}

function textsOf(lines: readonly string[]): string[] {
  const texts: string[] = [];
  let text = "";
  for (const line of lines) {
    text += (text === "" ? "" : "\n") + line.normalize("NFC");
    if (text.length < TEXT_LENGTH) continue;
    texts.push(text);
    text = "";
    if (texts.length === MOST_TEXTS) return texts;
  }
  if (texts.length === 0 && text !== "") texts.push(text);
  return texts;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const short = (value: number): number => Math.round(value * 1e5) / 1e5;

function calibrationOf(
  model: CharacterModel,
  { unicode, spaces, script }: Language,
  { texts, misread }: { readonly texts: readonly string[]; readonly misread: Misread },
): Calibration {
  const rows = RATES.map((rate) => {
    const shares = texts.map((text, seed) => {
      const read = misread(text, rate, seed);
      const scan = scanText(read, model, alphabetOf(unicode), spaces);
      return { ...sharesOf(scan), impossible: impossibleShare(read, scan, script) ?? 0 };
    });
    const of = (name: keyof (typeof shares)[number]): number => short(median(shares.map((share) => share[name])));
    return {
      bits: of("surprise"),
      odd: of("odd"),
      debris: of("debris"),
      mixed: of("mixed"),
      impossible: of("impossible"),
    };
  });
  const rising = (values: readonly number[]): number[] => {
    let most = 0;
    return values.map((value) => (most = Math.max(most, value)));
  };
  return {
    bits: rising(rows.map(({ bits }) => bits)),
    odd: rising(rows.map(({ odd }) => odd)),
    debris: rows[0]?.debris ?? 0,
    mixed: rows[0]?.mixed ?? 0,
    impossible: rows[0]?.impossible ?? 0,
  };
}

/**
 * Learns how a language is spelled from lines of text, and from other lines (`dev`) what its measurements are where a
 * known share of the characters is misread. Throws if the language is not in the table.
 */
export function trainCharacters(
  language: LanguageTag,
  {
    lines,
    dev,
    misread,
  }: { readonly lines: readonly string[]; readonly dev: readonly string[]; readonly misread: Misread },
): CharacterModel {
  const row = findLanguage(language);
  if (row === undefined) throw new Error(`${language} is not in LANGUAGES`);
  const kinds = alphabetOf(row.unicode);
  const words = countWords(
    lines.map((line) => line.normalize("NFC")),
    kinds,
  );
  const none: Calibration = { bits: [], odd: [], debris: 0, mixed: 0, impossible: 0 };
  const model: CharacterModel = {
    language,
    levels: levelsOf(countSequences(words)),
    singles: singlesOf(words),
    calibration: none,
  };
  return { ...model, calibration: calibrationOf(model, row, { texts: textsOf(dev), misread }) };
}
