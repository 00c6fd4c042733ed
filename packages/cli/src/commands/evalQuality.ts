import { basename } from "node:path";
import {
  type Estimated,
  ocrQuality,
  type QualityGold,
  type QualityScore,
  readQualityGold,
  scoreQuality,
} from "@malmoi/clean";
import { identify } from "@malmoi/language";
import type { LanguageTag } from "@malmoi/schemas";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";
import { readMaybeGzipped } from "./readMaybeGzipped.ts";

const Options = z.object({ language: z.string().optional(), json: z.boolean().default(false) });

/** Texts that are asked for the language of a collection. */
const ASKED = 50;

/** The language that most of a collection's best-read texts are in. */
function languageOf(texts: readonly QualityGold[]): LanguageTag {
  const votes = new Map<LanguageTag, number>();
  for (const { text } of texts.toSorted((a, b) => b.accuracy - a.accuracy).slice(0, ASKED)) {
    const { language } = identify(text);
    votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  return [...votes].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? "und";
}

/** `malmoi eval quality`. Returns the exit code. */
export async function evalQualityCommand(files: readonly string[], rawOptions: unknown): Promise<number> {
  const { language, json } = parseOptions(Options, rawOptions);
  const gold: QualityGold[] = [];
  let unusable = 0;
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop -- one file at a time
    const content = await readMaybeGzipped(file, "a gold set is a .jsonl or .jsonl.gz file.");
    const set = readQualityGold(content, basename(file));
    for (const text of set.texts) gold.push(text);
    unusable += set.unusable;
  }
  const languages = new Map<string, LanguageTag>();
  for (const name of new Set(gold.map(({ collection }) => collection))) {
    languages.set(name, language ?? languageOf(gold.filter(({ collection }) => collection === name)));
  }
  const estimated = gold.map(({ text, language: own, ...rest }): Estimated => ({
    ...rest,
    estimate: ocrQuality(text, own ?? languages.get(rest.collection) ?? "und"),
  }));
  const scores = scoreQuality(estimated);
  if (json) process.stdout.write(`${JSON.stringify(toJson(scores, languages, unusable))}\n`);
  else process.stdout.write(asText(scores, languages, unusable));
  return EXIT.complete;
}

const rounded = (value: number | undefined): number | null =>
  value === undefined ? null : Math.round(value * 1e4) / 1e4;

function toJson(
  scores: ReadonlyMap<string, QualityScore>,
  languages: ReadonlyMap<string, LanguageTag>,
  unusable: number,
): object {
  const collections = [...scores].map(([name, { texts, silent, byEngine, ...figures }]) => [
    name,
    {
      language: languages.get(name),
      texts,
      silent,
      ...Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, rounded(value)])),
      byEngine: Object.fromEntries(Object.entries(byEngine).map(([engine, value]) => [engine, rounded(value)])),
    },
  ]);
  return { unusable, collections: Object.fromEntries(collections) };
}

const shown = (value: number | undefined): string => (value === undefined ? "-" : value.toFixed(3));

function asText(
  scores: ReadonlyMap<string, QualityScore>,
  languages: ReadonlyMap<string, LanguageTag>,
  unusable: number,
): string {
  const head = ["", "language", "texts", "Spearman", "within pages", "error", "error, curve of the others"];
  const rows = [...scores].flatMap(([name, score]) => [
    [
      name,
      languages.get(name) ?? "",
      count(score.texts - score.silent),
      shown(score.spearman),
      shown(score.withinPages),
      shown(score.error),
      shown(score.errorCrossFitted),
    ],
    ...Object.entries(score.byEngine).map(([engine, value]) => [`  ${engine}`, "", "", shown(value), "", "", ""]),
  ]);
  const silent = [...scores.values()].reduce((sum, score) => sum + score.silent, 0);
  return `${table([head, ...rows])}

Spearman: rank correlation of ocr_quality with the measured character accuracy; within pages: the same among readings
 of one page by one engine; error: mean difference, 0-1, and after a rising curve fitted on the other collections.
${count(unusable)} texts without a usable accuracy (none, or above 100 %) and ${count(silent)} without an estimate were left out.
`;
}
