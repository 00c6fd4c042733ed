import { words } from "@malmoi/core";
import { findLanguage, type LanguageTag } from "@malmoi/schemas";
import { textQuality } from "../quality/estimateQuality.ts";
import { impossibleClusters } from "../quality/impossibleClusters.ts";
import { characterModel } from "../quality/loadModel.ts";
import { isFigures } from "../signals/layoutSignals.ts";
import { shapeOf } from "../signals/lineShapes.ts";

/** Lines that are shown of a document, and how much of each, in UTF-16 units. */
const MOST_LINES = 3;
const LONGEST = 160;
/** Text and words that are looked at: a book is wrong on its first pages, too. */
const MOST_TEXT = 50_000;

type Finder = (lines: readonly string[], language: LanguageTag, text: string) => readonly string[];

const where =
  (test: (line: string) => boolean): Finder =>
  (lines) =>
    lines.filter(test);

/** Lines that come back, the most frequent first. */
const repeated =
  (keyOf: (line: string) => string, least: number): Finder =>
  (lines) => {
    const seen = new Map<string, { line: string; count: number }>();
    for (const line of lines) {
      const known = seen.get(keyOf(line)) ?? { line, count: 0 };
      known.count += 1;
      seen.set(keyOf(line), known);
    }
    return [...seen.values()]
      .filter(({ count }) => count >= least)
      .toSorted((a, b) => b.count - a.count)
      .map(({ line, count }) => `${count} times: ${line}`);
  };

/** The most frequent row of so many words. */
const repeatedWords =
  (size: number): Finder =>
  (_lines, language, text) => {
    const found = words(text);
    const gap = findLanguage(language)?.spaces === false ? "" : " ";
    const rows = found
      .slice(0, Math.max(0, found.length - size + 1))
      .map((_, at) => found.slice(at, at + size).join(gap));
    return repeated((row) => row, 2)(rows, language, text);
  };

/** The worst lines first. */
const worst =
  (badness: (line: string, language: LanguageTag) => number): Finder =>
  (lines, language) =>
    lines
      .map((line) => ({ line, bad: badness(line, language) }))
      .filter(({ bad }) => bad > 0)
      .toSorted((a, b) => b.bad - a.bad)
      .map(({ line }) => line);

const misread = worst((line, language) => {
  const model = characterModel(language);
  return (model === undefined ? undefined : textQuality(line, model))?.wrong ?? 0;
});

const FINDERS: Readonly<Record<string, Finder>> = {
  symbol_word_ratio: where((line) => /#|…|\.{3}/.test(line)),
  alpha_word_ratio: worst((line) => 1 - (line.match(/[\p{L}\p{M}]/gu)?.length ?? 0) / line.length),
  bullet_line_ratio: where((line) => /^[•●○◦‣⁃▪■□–*-]/u.test(line)),
  ellipsis_line_ratio: where((line) => /(?:…|\.{3})$/.test(line)),
  short_line_ratio: where((line) => Array.from(line).length <= 30),
  c4_javascript_ratio: where((line) => /javascript/i.test(line)),
  c4_lorem_ipsum_count: where((line) => /lorem ipsum/i.test(line)),
  c4_curly_bracket_count: where((line) => line.includes("{")),
  table_line_ratio: where((line) => isFigures(shapeOf(line))),
  list_line_ratio: where((line) => shapeOf(line).isItem || shapeOf(line).isEntry),
  dup_line_ratio: repeated((line) => line, 2),
  dup_line_char_ratio: repeated((line) => line, 2),
  char_dup_ratio: repeated((line) => line, 2),
  dup_para_ratio: (_, language, text) => repeated((part) => part, 2)(text.split(/\n{2,}/), language, text),
  dup_para_char_ratio: (_, language, text) => repeated((part) => part, 2)(text.split(/\n{2,}/), language, text),
  boilerplate_ratio: repeated(
    (line) =>
      line
        .trim()
        .replace(/\p{Nd}+/gu, "0")
        .toLowerCase(),
    3,
  ),
  replacement_char_ratio: where((line) => line.includes("\ufffd")),
  impossible_cluster_ratio: worst((line, language) => {
    const script = findLanguage(language)?.script;
    return script === undefined ? 0 : (impossibleClusters(line, script) ?? 0);
  }),
  ocr_quality: misread,
  ocr_confidence: misread,
  char_surprise: misread,
  debris_ratio: misread,
  broken_word_ratio: misread,
};

const ROWS = /^(?:top|dup)_(\d+)_gram_ratio$/;

/**
 * What a document fails a rule by: at most three excerpts of its text, such as the line that is repeated or the lines that
 * were read worst; its beginning where a rule is about the whole text.
 */
export function evidenceOf(rule: string, text: string, language: LanguageTag): string[] {
  const part = text.slice(0, MOST_TEXT);
  const lines = part.split("\n").filter((line) => line.trim() !== "");
  const size = ROWS.exec(rule)?.[1];
  const finder = size === undefined ? FINDERS[rule] : repeatedWords(Number(size));
  const found = finder?.(lines, language, part) ?? [];
  return (found.length > 0 ? found : lines).slice(0, MOST_LINES).map(shortened);
}

function shortened(line: string): string {
  const flat = line.replaceAll(/\s+/g, " ").trim();
  return flat.length <= LONGEST ? flat : `${flat.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "")} …`;
}
