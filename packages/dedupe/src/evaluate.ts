import { InputError } from "@malmoi/core";
import { z } from "zod";

const GoldLine = z.object({
  id: z.string().min(1),
  doc: z.string().min(1),
  text: z.string(),
  char_acc: z.number().nullish(),
});

/** One text of a gold set: texts with the same `doc` are copies of one another. */
export type GoldText = z.infer<typeof GoldLine>;

/** Reads JSON Lines of `{id, doc, text, char_acc?}`. Throws `InputError` that names the line. */
export function readDedupeGold(content: string, name: string): GoldText[] {
  const seen = new Set<string>();
  const texts = content.split("\n").flatMap((line, index): GoldText[] => {
    if (line.trim() === "") return [];
    const parsed = parseLine(line);
    if (parsed === undefined || seen.has(parsed.id)) {
      throw new InputError(
        `${name}, line ${index + 1}: ${parsed === undefined ? "no gold text" : "the id came before"}`,
        {
          code: "GOLD_DAMAGED",
          hint: 'Every line is one JSON object {"id": ..., "doc": <its cluster>, "text": ...}, every id once.',
        },
      );
    }
    seen.add(parsed.id);
    return [parsed];
  });
  if (texts.length > 0) return texts;
  throw new InputError(`${name} holds no texts`, {
    code: "GOLD_EMPTY",
    hint: 'A gold set has a line {"id": ..., "doc": <its cluster>, "text": ...} for each text.',
  });
}

function parseLine(line: string): GoldText | undefined {
  try {
    return GoldLine.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface DedupeScore {
  /** Pairs in one cluster, found against gold; 1 where there are none. */
  readonly pairs: Rates;
  /** Whole clusters of at least two that are the same in both. */
  readonly clusters: Rates;
  /** Adjusted Rand index (Hubert and Arabie 1985). */
  readonly ari: number;
  readonly texts: number;
  /** Groups that are left, single texts included. */
  readonly left: number;
  /**
   * Share of a text's gold pairs that were found, by its OCR accuracy in steps of ten per cent; null where there is no
   * such number, or one above 100.
   */
  readonly byAccuracy: readonly { readonly from: number | null; readonly texts: number; readonly recall: number }[];
}

const rates = (right: number, found: number, gold: number): Rates => {
  const precision = found === 0 ? 1 : right / found;
  const recall = gold === 0 ? 1 : right / gold;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
};
/** ISRI's accuracy is negative for worse than nothing; above 100 it says nothing: its counters ran over. */
function accuracyStep(accuracy: number | null | undefined): number | null {
  if (accuracy === null || accuracy === undefined || accuracy > 100) return null;
  return Math.min(90, Math.max(0, Math.floor(accuracy / 10) * 10));
}

const pairsOf = (size: number): number => (size * (size - 1)) / 2;

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known === undefined) groups.set(keyOf(item), [item]);
    else known.push(item);
  }
  return groups;
}

/** Compares clusters found, a name for each text, with gold. Linear in the texts. */
export function scoreClusters(
  texts: readonly { readonly id: string; readonly doc: string; readonly char_acc?: number | null | undefined }[],
  clusterOf: (id: string) => string,
): DedupeScore {
  const gold = groupBy(texts, ({ doc }) => doc);
  const found = groupBy(texts, ({ id }) => clusterOf(id));
  const bothKey = (text: { readonly id: string; readonly doc: string }): string =>
    JSON.stringify([text.doc, clusterOf(text.id)]);
  const both = groupBy(texts, bothKey);
  const sum = (groups: ReadonlyMap<string, readonly unknown[]>): number =>
    [...groups.values()].reduce((total, { length }) => total + pairsOf(length), 0);
  const [right, foundPairs, goldPairs] = [sum(both), sum(found), sum(gold)];
  const larger = (groups: ReadonlyMap<string, readonly unknown[]>): number =>
    [...groups.values()].filter(({ length }) => length > 1).length;
  const same = [...found].filter(
    ([, members]) =>
      members.length > 1 &&
      members.every(({ doc }) => doc === members[0]?.doc) &&
      gold.get(members[0]?.doc ?? "")?.length === members.length,
  ).length;
  const expected = (foundPairs * goldPairs) / Math.max(1, pairsOf(texts.length));
  const most = (foundPairs + goldPairs) / 2;
  const paired = texts.filter(({ char_acc, doc }) => char_acc !== undefined && (gold.get(doc)?.length ?? 0) > 1);
  const byAccuracy = [...groupBy(paired, ({ char_acc }) => String(accuracyStep(char_acc)))]
    .map(([from, members]) => {
      const hits = members.reduce((total, text) => total + (both.get(bothKey(text))?.length ?? 1) - 1, 0);
      const all = members.reduce((total, { doc }) => total + (gold.get(doc)?.length ?? 1) - 1, 0);
      return { from: from === "null" ? null : Number(from), texts: members.length, recall: hits / all };
    })
    .toSorted((a, b) => (a.from ?? -1) - (b.from ?? -1));
  return {
    pairs: rates(right, foundPairs, goldPairs),
    clusters: rates(same, larger(found), larger(gold)),
    ari: most === expected ? 1 : (right - expected) / (most - expected),
    texts: texts.length,
    left: found.size,
    byAccuracy,
  };
}
