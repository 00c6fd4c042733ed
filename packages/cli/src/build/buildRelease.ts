import {
  fileOf,
  fromErrorRecord,
  type ItemResult,
  type Json,
  type Keyed,
  localStore,
  readJsonLines,
  type RunnerContext,
  runStage,
  sortOnDisk,
  type StageTally,
  type Store,
  type TaskOutcome,
  toJsonLines,
  writeManifest,
} from "@malmoi/core";
import { clusterStage, signatureStage } from "@malmoi/dedupe";
import { DocumentOutcome, releaseStage } from "@malmoi/publish";
import {
  DocumentEntry,
  FileRef,
  LedgerEntry,
  type LedgerTotals,
  type Pipeline,
  type ProgressEvent,
} from "@malmoi/schemas";
import { z } from "zod";
import type { TrailSource } from "./buildDocuments.ts";
import type { Corpus } from "./corpus.ts";
import { withEmbargo } from "./embargo.ts";
import { checkLedger } from "./checkLedger.ts";
import { expectedTotals, ledgerOf, totalsOf } from "./ledger.ts";
import { malmoiVersion } from "./runRecord.ts";
import { writeQuarantine } from "./quarantine.ts";
import { stageRelease } from "./stageRelease.ts";
import type { StageName } from "./stages.ts";
import { labelOf, ordinalKey, toDocumentEntry, Trail } from "./trail.ts";

interface Request {
  readonly pipeline: Pipeline;
  readonly trails: TrailSource;
  readonly until: StageName | undefined;
  readonly context: RunnerContext;
  readonly corpus: Corpus;
  readonly runFolder: string;
  readonly tallies: StageTally[];
}

/** Where in the work store the lists are that tasks over the whole corpus read. */
const MANIFESTS = "manifests";

const WholeCorpus = z.strictObject({ manifest: FileRef });
const ReleaseCarry = z.strictObject({ documents: FileRef, clusters: FileRef });

interface ReleaseResult {
  readonly quarantined: number;
  /** Undefined if `until` ended the build before the release. */
  readonly release: { readonly totals: LedgerTotals; readonly rows: number } | undefined;
}

/** From decided documents to the release and its ledger: dedupe, publish. */
export async function* buildRelease(request: Request): AsyncGenerator<ProgressEvent, ReleaseResult> {
  const { pipeline, context, corpus, runFolder, tallies, until } = request;
  const { store, scratchFolder } = context.workspace;
  const runFiles = localStore(runFolder);
  const today = new Date().toISOString().slice(0, 10);

  // By digest: documents in the order of their ids, and byte-identical files behind the one that stands for them.
  const SORTED = "plan/by-digest.jsonl";
  async function* byDigest(): AsyncGenerator<Keyed> {
    for await (const trail of request.trails()) {
      const key = `${trail.file?.sha256 ?? ""} ${ordinalKey(trail.ordinal)}`;
      yield { key, value: withEmbargo(trail, today) };
    }
  }
  await runFiles.write(SORTED, toJsonLines(sortOnDisk(byDigest(), Trail, scratchFolder)));
  const sorted = (): AsyncGenerator<Trail> => readJsonLines(runFiles.stream(SORTED), Trail);
  async function* entries(): AsyncGenerator<DocumentEntry> {
    for await (const trail of sorted()) {
      const entry = toDocumentEntry(trail);
      if (entry !== undefined) yield entry;
    }
  }

  const expected = await expectedTotals(sorted());

  const signatures = yield* runStage(
    {
      stage: signatureStage,
      options: {},
      carries: entries(),
      carrySchema: DocumentEntry,
      itemOf: (entry) =>
        entry.decision.keep ? { label: labelOf(entry), id: entry.id, clean: entry.clean } : undefined,
    },
    context,
  );
  tallies.push(signatures.tally);
  async function* signed(): AsyncGenerator<Json> {
    for await (const { carry, outcomes } of signatures.results()) {
      const [outcome] = outcomes;
      if (outcome === undefined) continue;
      // A document without a signature would be published without a look at its duplicates.
      if (outcome.status === "quarantined") throw fromErrorRecord(outcome.error);
      const { id, exact, sketch, chars } = outcome.output;
      yield { id, exact, sketch, chars, confidence: carry.signals["ocr_confidence"] ?? null, path: labelOf(carry) };
    }
  }
  const signatureManifest = await writeManifest(store, MANIFESTS, signed());
  const clustered = yield* runStage(
    {
      stage: clusterStage,
      options: { similarity: pipeline.dedupe.similarity },
      carries: once({ manifest: signatureManifest }),
      carrySchema: WholeCorpus,
      itemOf: (carry) => carry,
    },
    context,
  );
  tallies.push(clustered.tally);
  const clusters = fileOf((await only(clustered.results())).record, "clusters.jsonl");
  if (until === "dedupe") return { quarantined: expected.quarantined, release: undefined };

  const documents = await writeManifest(store, MANIFESTS, entries());
  const released = yield* runStage(
    {
      stage: releaseStage,
      options: {
        name: pipeline.name,
        dataset: pipeline.dataset,
        languages: pipeline.languages,
        ...pipeline.publish,
        pipelineVersion: malmoiVersion(),
      },
      carries: once({ documents, clusters }),
      carrySchema: ReleaseCarry,
      itemOf: (carry) => ({ ...carry, totals: expected }),
    },
    context,
  );
  tallies.push(released.tally);
  const release = await only(released.results());
  const staged = await stageRelease({ store, record: release.record, files: release.output.files, corpus });

  const outcomes = fileOf(release.record, "outcomes.jsonl");
  await runFiles.write("documents.jsonl", store.stream(documents.key));
  await runFiles.write("clusters.jsonl", store.stream(clusters.key));
  await runFiles.write("outcomes.jsonl", store.stream(outcomes.key));

  let releasedPages = 0;
  async function* keyed(): AsyncGenerator<Keyed> {
    const outcomeLines = readJsonLines(store.stream(outcomes.key), DocumentOutcome);
    for await (const file of ledgerOf(sorted(), outcomeLines)) {
      releasedPages += file.releasedPages;
      for (const [index, entry] of file.entries.entries()) {
        yield { key: `${ordinalKey(file.ordinal)} ${ordinalKey(index)}`, value: entry };
      }
    }
  }
  await runFiles.write("ledger.jsonl", toJsonLines(sortOnDisk(keyed(), LedgerEntry, scratchFolder)));
  const ledger = (): AsyncGenerator<LedgerEntry> => readJsonLines(runFiles.stream("ledger.jsonl"), LedgerEntry);
  const totals = await totalsOf(ledger());
  const published = { rows: release.output.rows, pages: releasedPages };
  // A release that does not add up never takes the place of one that does.
  await checkLedger({ totals, expected, published, release: staged.folder, scratchFolder });
  await staged.publish();
  await writeQuarantine(corpus, ledger());
  await deleteManifestsBut(store, [signatureManifest, documents]);
  return { quarantined: totals.quarantined, release: { totals, rows: release.output.rows } };
}

/** Lists of earlier states of the corpus are as long as it is, and nobody asks for them again. */
async function deleteManifestsBut(store: Store, kept: readonly FileRef[]): Promise<void> {
  const keys = new Set(kept.map(({ key }) => key));
  for await (const key of store.list(MANIFESTS)) if (!keys.has(key)) await store.delete(key);
}

async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

type Done<Output> = Extract<TaskOutcome<Output>, { status: "done" }>;

/** The result of a stage that has one task for the whole corpus. Throws its error if it failed. */
async function only<Carry, Output>(results: AsyncIterable<ItemResult<Carry, Output>>): Promise<Done<Output>> {
  for await (const { outcomes } of results) {
    const [outcome] = outcomes;
    if (outcome?.status === "done") return outcome;
    if (outcome !== undefined) throw fromErrorRecord(outcome.error);
  }
  throw new Error("a stage of one task had none");
}
