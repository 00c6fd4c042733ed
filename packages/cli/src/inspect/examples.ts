import { evidenceOf } from "@malmoi/clean";
import { localStore, readRecord } from "@malmoi/core";
import { CleanDocument, type DocumentEntry, findSignal, type LedgerEntry } from "@malmoi/schemas";
import type { Corpus } from "../build/corpus.ts";

/** What documents fail a rule by: excerpts of their texts, by document. */
export async function readEvidence(
  corpus: Corpus,
  documents: AsyncIterable<DocumentEntry>,
  rule: string,
  rows: readonly LedgerEntry[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = new Set(rows.flatMap(({ document }) => document ?? []));
  const evidence = new Map<string, readonly string[]>();
  const store = localStore(corpus.work);
  for await (const { id, clean, identification } of documents) {
    if (!wanted.has(id)) continue;
    const { text } = readRecord(await store.read(clean.key), CleanDocument);
    evidence.set(id, evidenceOf(rule, text, identification.language));
  }
  return evidence;
}

/** Examples of a rule, for a terminal: what it counts; then of each document the value, the limit and where it shows. */
export function examplesText(
  rule: string,
  rows: readonly LedgerEntry[],
  evidence: ReadonlyMap<string, readonly string[]>,
): string {
  const signal = findSignal(rule);
  const head =
    signal === undefined || rows.length === 0 ? [] : [`${rule} (${signal.source}, ${signal.unit}): ${signal.what}`, ""];
  const blocks = rows.map(({ path, document, reasons }) => {
    const failed = reasons.find((reason) => reason.rule === rule);
    const others = reasons.filter((reason) => reason.rule !== rule).map((reason) => reason.rule);
    const comparison =
      failed === undefined
        ? ""
        : typeof failed.value === "number" && typeof failed.threshold === "number"
          ? `${failed.value} ${failed.value < failed.threshold ? "<" : ">"} ${failed.threshold}`
          : `${failed.value}, asked for: ${failed.threshold}`;
    return [
      `${path}  ${comparison}${others.length === 0 ? "" : `; fails ${others.join(", ")} too`}`,
      ...(evidence.get(document ?? "") ?? []).map((line) => `    ${line}`),
    ].join("\n");
  });
  return blocks.length === 0 ? "" : `${[...head, ...blocks].join("\n")}\n`;
}
