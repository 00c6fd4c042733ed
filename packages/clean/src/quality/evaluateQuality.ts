import { InputError } from "@malmoi/core";
import { LanguageTag } from "@malmoi/schemas";
import { z } from "zod";
import { rankCorrelation } from "./rankCorrelation.ts";

/** One text of a gold set: what was read, and how much of the page it has right. */
const GoldLine = z.looseObject({
  id: z.string(),
  text: z.string(),
  /** Character accuracy in per cent as ISRI's tools give it; below 0 for a text much longer than its page. */
  char_acc: z.number().nullable(),
  collection: z.string().optional(),
  engine: z.string().optional(),
  page: z.union([z.string(), z.number()]).optional(),
  doc: z.union([z.string(), z.number()]).optional(),
  language: LanguageTag.optional(),
});

export interface QualityGold {
  readonly text: string;
  /** 0-1. */
  readonly accuracy: number;
  readonly collection: string;
  readonly engine: string;
  /** Texts of one page, read by one engine from better and worse pictures, have one name. */
  readonly page: string;
  readonly language: LanguageTag | undefined;
}

export interface GoldSet {
  readonly texts: readonly QualityGold[];
  /** Lines without a measured accuracy, or with one above 100 %, which no reading can have. */
  readonly unusable: number;
}

/** Reads JSON Lines of `{id, text, char_acc, collection?, engine?, page?, doc?, language?}`. Throws `InputError` BAD_GOLD. */
export function readQualityGold(jsonl: string, file: string): GoldSet {
  const texts: QualityGold[] = [];
  let unusable = 0;
  jsonl.split("\n").forEach((line, index) => {
    if (line.trim() === "") return;
    const { text, char_acc: percent, collection, engine, page, doc, id, language } = parseLine(line, file, index + 1);
    if (percent === null || percent > 100) {
      unusable += 1;
      return;
    }
    texts.push({
      text,
      accuracy: Math.max(0, percent / 100),
      collection: collection ?? file,
      engine: engine ?? "",
      page: String(page ?? doc ?? id),
      language,
    });
  });
  return { texts, unusable };
}

function parseLine(line: string, file: string, number: number): z.infer<typeof GoldLine> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw bad(file, number, "it is not JSON", error);
  }
  const parsed = GoldLine.safeParse(value);
  if (!parsed.success) throw bad(file, number, z.prettifyError(parsed.error), parsed.error);
  return parsed.data;
}

function bad(file: string, line: number, why: string, cause: unknown): InputError {
  return new InputError(`${file}, line ${line}: ${why}`, {
    code: "BAD_GOLD",
    hint: "Each line is one JSON object with id, text and char_acc (per cent, or null).",
    cause,
  });
}

export interface Estimated extends Omit<QualityGold, "text" | "language"> {
  /** 0-1; undefined where the text gave no estimate. */
  readonly estimate: number | undefined;
}

export interface QualityScore {
  readonly texts: number;
  /** Without an estimate; they are in no figure. */
  readonly silent: number;
  /** Spearman's rank correlation of estimate and accuracy. */
  readonly spearman: number | undefined;
  readonly byEngine: Readonly<Record<string, number | undefined>>;
  /** Mean of the correlations within pages (same text, same engine, other noise) with at least five readings. */
  readonly withinPages: number | undefined;
  /** Mean absolute difference of estimate and accuracy, 0-1. */
  readonly error: number;
  /** The same after a rising curve that was fitted on the other collections only; undefined if there are none. */
  readonly errorCrossFitted: number | undefined;
}

const LEAST_READINGS = 5;

type Sure = Estimated & { readonly estimate: number };

/** How well estimates follow measured accuracy, by collection. */
export function scoreQuality(all: readonly Estimated[]): ReadonlyMap<string, QualityScore> {
  const names = [...new Set(all.map(({ collection }) => collection))];
  const sure = all.filter((text): text is Sure => text.estimate !== undefined);
  return new Map(
    names.map((name) => {
      const own = sure.filter(({ collection }) => collection === name);
      const others = sure.filter(({ collection }) => collection !== name);
      const texts = all.filter(({ collection }) => collection === name).length;
      const engines = groupBy(own, ({ engine }) => engine);
      const curve = others.length === 0 ? undefined : risingCurve(others);
      return [
        name,
        {
          texts,
          silent: texts - own.length,
          spearman: correlation(own),
          byEngine: Object.fromEntries([...engines].map(([engine, part]) => [engine, correlation(part)])),
          withinPages: withinPages(own),
          error: meanError(own, (estimate) => estimate),
          errorCrossFitted: curve === undefined ? undefined : meanError(own, curve),
        },
      ];
    }),
  );
}

const correlation = (texts: readonly Sure[]): number | undefined =>
  rankCorrelation(texts.map(({ estimate, accuracy }) => [estimate, accuracy]));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const meanError = (texts: readonly Sure[], corrected: (estimate: number) => number): number =>
  texts.length === 0 ? 0 : mean(texts.map(({ estimate, accuracy }) => Math.abs(corrected(estimate) - accuracy)));

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function withinPages(texts: readonly Sure[]): number | undefined {
  const found = [...groupBy(texts, ({ engine, page }) => `${engine}\n${page}`).values()].flatMap((readings) =>
    readings.length < LEAST_READINGS ? [] : (correlation(readings) ?? []),
  );
  return found.length === 0 ? undefined : mean(found);
}

/** The rising step curve nearest to the accuracies by least squares (pool adjacent violators; Ayer et al. 1955). */
function risingCurve(texts: readonly Sure[]): (estimate: number) => number {
  const steps: { from: number; sum: number; count: number }[] = [];
  for (const { estimate, accuracy } of texts.toSorted((a, b) => a.estimate - b.estimate)) {
    let step = { from: estimate, sum: accuracy, count: 1 };
    for (
      let last = steps.at(-1);
      last !== undefined && last.sum / last.count >= step.sum / step.count;
      last = steps.at(-1)
    ) {
      step = { from: last.from, sum: last.sum + step.sum, count: last.count + step.count };
      steps.pop();
    }
    steps.push(step);
  }
  return (estimate) => {
    const step = steps.findLast(({ from }) => from <= estimate) ?? steps[0];
    return step === undefined ? estimate : step.sum / step.count;
  };
}
