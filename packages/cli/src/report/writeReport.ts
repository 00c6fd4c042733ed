import { resolveThresholds } from "@malmoi/clean";
import { readJsonLines, readRecord } from "@malmoi/core";
import { DocumentOutcome } from "@malmoi/publish";
import { DocumentEntry, LedgerEntry, RunRecord } from "@malmoi/schemas";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { decideOptionsOf } from "../build/decideOptions.ts";
import { confidence } from "./confidence.ts";
import { duplicates } from "./duplicates.ts";
import type { ReportFacts } from "./facts.ts";
import { funnel } from "./funnel.ts";
import { html } from "./html.ts";
import { languageFunnel } from "./languageFunnel.ts";
import { languages } from "./languages.ts";
import { quarantine } from "./quarantine.ts";
import { readClusters } from "./readClusters.ts";
import { readDocuments } from "./readDocuments.ts";
import { readLedger } from "./readLedger.ts";
import { reasons } from "./reasons.ts";
import { runFacts } from "./runFacts.ts";
import { nearLimits, type SampleSources, samples } from "./samples.ts";
import { signals } from "./signals.ts";
import { summary } from "./summary.ts";
import { writePage } from "./writePage.ts";

export interface ReportRequest extends SampleSources {
  /** Holds `run.json`, `documents.jsonl`, `ledger.jsonl` and `outcomes.jsonl`. */
  readonly runFolder: string;
  readonly outFile: string;
}

function linesOf<T>(folder: string, name: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  return readJsonLines(createReadStream(join(folder, name)), schema);
}

/** What a report says, without its pictures. The JSON Lines stream by; memory does not grow with them. */
export async function collectFacts(runFolder: string): Promise<ReportFacts> {
  const run = readRecord(await readFile(join(runFolder, "run.json"), "utf8"), RunRecord);
  const outcomes = (): AsyncGenerator<DocumentOutcome> => linesOf(runFolder, "outcomes.jsonl", DocumentOutcome);
  const ledger = await readLedger(linesOf(runFolder, "ledger.jsonl", LedgerEntry));
  const clusters = await readClusters(outcomes());
  const options = decideOptionsOf(run.pipeline);
  const documents = await readDocuments(
    linesOf(runFolder, "documents.jsonl", DocumentEntry),
    outcomes(),
    clusters.shown,
    (language) => resolveThresholds(language, options).thresholds,
  );
  return { run, ...ledger, clusters, ...documents };
}

/**
 * Writes the report of a run as one HTML file that needs nothing else: no scripts, no requests. Throws if a file of
 * the run is missing or wrong.
 */
export async function writeReport({ runFolder, outFile, ...sources }: ReportRequest): Promise<void> {
  const facts = await collectFacts(runFolder);
  const content = html`${summary(facts)} ${funnel(facts.totals)} ${languages(facts)} ${languageFunnel(facts)}
  ${reasons(facts)} ${signals(facts)} ${await nearLimits(facts, sources)} ${confidence(facts)}
  ${await samples(facts, sources)} ${duplicates(facts)} ${quarantine(facts)} ${runFacts(facts.run)}`;
  await writePage(outFile, { title: `${facts.run.pipeline.dataset.title} · Malmoi run report`, content });
}
