import { resolveThresholds } from "@malmoi/clean";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, localStore, readJsonLines, readJsonLinesWith, readRecord } from "@malmoi/core";
import { CleanDocument, CleanTrace, DocumentEntry, LedgerEntry, RepeatedParagraphs } from "@malmoi/schemas";
import { z } from "zod";
import { decideOptionsOf } from "../build/decideOptions.ts";
import { REPEATED } from "../build/repeatedParagraphs.ts";
import { type Corpus, corpusAt, type FoundRun, isFinished, latestRun } from "../build/corpus.ts";
import { printCluster } from "../inspect/cluster.ts";
import { examplesText, readEvidence } from "../inspect/examples.ts";
import { documentText } from "../inspect/documentText.ts";
import { isMeant } from "../inspect/isMeant.ts";
import { querySql } from "../inspect/querySql.ts";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";

/** Files of one name that are listed. */
const MOST_NAMED = 8;

const Options = z.object({
  dropped: z.boolean().default(false),
  rule: z.string().optional(),
  quarantined: z.boolean().default(false),
  sql: z.string().optional(),
  cluster: z.string().optional(),
  limit: z.coerce.number().int().positive().default(50),
  json: z.boolean().default(false),
});
type Options = z.infer<typeof Options>;

const ledgerOf = (runFolder: string): AsyncGenerator<LedgerEntry> =>
  readJsonLines(localStore(runFolder).stream("ledger.jsonl"), LedgerEntry);
/** Lines of the ledger and of the documents in which one of these names or ids stands, perhaps as a part of another. */
const ledgerWith = (runFolder: string, texts: readonly string[]): AsyncGenerator<LedgerEntry> =>
  readJsonLinesWith(localStore(runFolder).stream("ledger.jsonl"), LedgerEntry, texts);
const documentsWith = (runFolder: string, ids: readonly string[]): AsyncGenerator<DocumentEntry> =>
  readJsonLinesWith(localStore(runFolder).stream("documents.jsonl"), DocumentEntry, ids);

/** One line of a list: what it is about, how it ended, why. */
function listLine(entry: LedgerEntry): string[] {
  if (entry.outcome === "duplicate") {
    return [entry.path, entry.outcome, [...entry.reasons.map(({ value }) => value), "of", entry.duplicateOf].join(" ")];
  }
  const why =
    entry.error === null
      ? entry.reasons.map(({ rule, value, threshold }) => `${rule} ${value} (${threshold})`).join("; ")
      : `${entry.error.code}: ${entry.error.message}. ${entry.error.hint}`;
  return [entry.path, entry.outcome, why];
}

async function printList(corpus: Corpus, runFolder: string, options: Options): Promise<void> {
  const wanted = (entry: LedgerEntry): boolean => {
    if (options.quarantined) return entry.outcome === "quarantined";
    if (options.dropped && entry.outcome !== "dropped") return false;
    return options.rule === undefined || entry.reasons.some(({ rule }) => rule === options.rule);
  };
  const rows: LedgerEntry[] = [];
  let total = 0;
  const rules = new Set<string>();
  for await (const entry of ledgerOf(runFolder)) {
    if (entry.outcome === "dropped") for (const { rule } of entry.reasons) rules.add(rule);
    if (!wanted(entry)) continue;
    total += 1;
    if (rows.length < options.limit) rows.push(entry);
  }
  await nameRepresentatives(runFolder, rows);
  const shown = rows.flatMap(({ document }) => document ?? []);
  const evidence =
    options.rule === undefined
      ? undefined
      : await readEvidence(corpus, documentsWith(runFolder, shown), options.rule, rows);
  if (options.json) {
    for (const row of rows) {
      const texts = evidence?.get(row.document ?? "");
      process.stdout.write(`${JSON.stringify(texts === undefined ? row : { ...row, evidence: texts })}\n`);
    }
    return;
  }
  if (evidence !== undefined && options.rule !== undefined)
    process.stdout.write(examplesText(options.rule, rows, evidence));
  else if (rows.length > 0) process.stdout.write(`${table(rows.map(listLine), { indent: "" })}\n`);
  if (total > rows.length)
    process.stdout.write(`... and ${count(total - rows.length)} more; raise --limit to see them\n`);
  if (total > 0) return;
  const others =
    options.rule === undefined || rules.size === 0
      ? ""
      : ` Rules that dropped something: ${[...rules].toSorted().join(", ")}.`;
  process.stdout.write(`Nothing of that kind.${others}\n`);
}

/** Near-duplicates point to a document by its id; people know it by its path. */
async function nameRepresentatives(runFolder: string, rows: LedgerEntry[]): Promise<void> {
  const ids = new Set(rows.flatMap(({ outcome, duplicateOf }) => (outcome === "duplicate" ? (duplicateOf ?? []) : [])));
  if (ids.size === 0) return;
  for await (const { document, path, outcome } of ledgerWith(runFolder, [...ids])) {
    if (document === null || outcome !== "published" || !ids.has(document)) continue;
    rows.forEach((row, index) => {
      if (row.duplicateOf === document) rows[index] = { ...row, duplicateOf: path };
    });
  }
}

/** What of a document others have too. Runs of earlier versions have no such list. */
async function repeatedIn(runFolder: string, id: string): Promise<RepeatedParagraphs["paragraphs"]> {
  if (!existsSync(join(runFolder, REPEATED))) return [];
  for await (const line of readJsonLinesWith(localStore(runFolder).stream(REPEATED), RepeatedParagraphs, [id])) {
    if (line.id === id) return line.paragraphs;
  }
  return [];
}

async function printDocument(
  corpus: Corpus,
  { folder: runFolder, record }: FoundRun,
  name: string,
  json: boolean,
): Promise<void> {
  const ledger: LedgerEntry[] = [];
  for await (const entry of ledgerWith(runFolder, [name]))
    if (isMeant(name, entry.document, entry.path)) ledger.push(entry);
  if (ledger.length === 0) {
    throw new ConfigError(`the corpus has no document or file ${name}`, {
      code: "NO_DOCUMENT",
      hint: `List them with: malmoi inspect ${corpus.root}`,
    });
  }
  const files = [...new Set(ledger.map(({ path }) => path))];
  const ids = new Set(ledger.map(({ document, path }) => document ?? path));
  // Copies of one file are one document; other files of the same name are not.
  if (ids.size > 1) {
    const shown = files.slice(0, MOST_NAMED).join(", ");
    throw new ConfigError(`${name} is the name of ${count(files.length)} files`, {
      code: "NAME_AMBIGUOUS",
      hint: `Name one of them in full: ${shown}${files.length > MOST_NAMED ? ", ..." : ""}`,
    });
  }
  const id = ledger[0]?.document ?? undefined;
  const ofDocument = id === undefined ? [] : [id];
  let document: DocumentEntry | undefined;
  for await (const entry of documentsWith(runFolder, ofDocument)) if (entry.id === id) document = entry;
  const read = (key: string): Promise<Uint8Array> => localStore(corpus.work).read(key);
  const clean = document === undefined ? undefined : readRecord(await read(document.clean.key), CleanDocument);
  const trace =
    document === undefined
      ? undefined
      : // A later stage may have written the text anew, without a trace of its own.
        await read(document.clean.key.replace(/[^/]*$/, "trace.json")).then(
          (found) => readRecord(found, CleanTrace),
          () => undefined,
        );
  const paragraphs = id === undefined ? [] : await repeatedIn(runFolder, id);
  if (json) {
    const more = { repeated: paragraphs, text: clean?.text ?? null, trace: trace ?? null };
    process.stdout.write(`${JSON.stringify({ ledger, document: document ?? null, ...more })}\n`);
    return;
  }
  const repeated = { paragraphs, removedFrom: record.pipeline.dedupe.removeRepeated };
  await nameRepresentatives(runFolder, ledger);
  const options = decideOptionsOf(record.pipeline);
  process.stdout.write(
    documentText(ledger, document, clean, repeated, (language) => resolveThresholds(language, options), trace),
  );
}

/** `malmoi inspect`. Returns the exit code. */
export async function inspectCommand(folder: string, name: unknown, rawOptions: unknown): Promise<number> {
  const options = parseOptions(Options, rawOptions);
  const corpus = corpusAt(folder);
  const run = await latestRun(corpus, isFinished);
  if (options.sql !== undefined) await querySql(corpus, run.folder, options.sql, options);
  else if (options.cluster !== undefined) await printCluster(corpus, run.folder, options.cluster, options);
  else if (typeof name === "string") await printDocument(corpus, run, name, options.json);
  else await printList(corpus, run.folder, options);
  return EXIT.complete;
}
