import { decide, resolveThresholds } from "@malmoi/clean";
import {
  fromErrorRecord,
  type Json,
  type Keyed,
  localStore,
  readJsonLines,
  type RunnerContext,
  runStage,
  sortOnDisk,
  type StageTally,
  toJsonLines,
  writeManifest,
} from "@malmoi/core";
import { type ClusterEntry, signatureStage } from "@malmoi/dedupe";
import { documentId } from "@malmoi/ocr";
import type { DocumentOutcome } from "@malmoi/publish";
import { DocumentEntry, LedgerEntry, type LedgerTotals, type Pipeline, type ProgressEvent } from "@malmoi/schemas";
import type { TrailSource } from "./buildDocuments.ts";
import type { Corpus } from "./corpus.ts";
import { decideOptionsOf } from "./decideOptions.ts";
import { clusterCorpus, segmentsFor, writeSignatures } from "./clusterCorpus.ts";
import { expectedTotals, ledgerOf } from "./ledger.ts";
import { MANIFESTS, makeRelease } from "./makeRelease.ts";
import type { StageName } from "./stageNames.ts";
import { publicTakedowns, readTombstones, type Refusal, refuser } from "./tombstones.ts";
import { readPublished } from "./published.ts";
import { releasedRows } from "./releasedRows.ts";
import { repeatedParagraphs } from "./repeatedParagraphs.ts";
import { standing } from "./standing.ts";
import { withheld } from "./withheld.ts";
import { labelOf, ordinalKey, toDocumentEntry, Trail } from "./trail.ts";

interface Request {
  readonly pipeline: Pipeline;
  readonly trails: TrailSource;
  readonly until: StageName | undefined;
  readonly context: RunnerContext;
  readonly corpus: Corpus;
  readonly runFolder: string;
  readonly tallies: StageTally[];
  /** What the user should know of the run. */
  readonly notes: string[];
}

interface ReleaseResult {
  readonly quarantined: number;
  /** Undefined if `until` ended the build before the release. */
  readonly release: { readonly totals: LedgerTotals; readonly rows: number } | undefined;
}

/** From decided documents to the release and its ledger: dedupe, publish. */
export async function* buildRelease(request: Request): AsyncGenerator<ProgressEvent, ReleaseResult> {
  const { pipeline, context, corpus, runFolder, tallies, notes, until } = request;
  const { store, scratchFolder } = context.workspace;
  const runFiles = localStore(runFolder);
  const today = new Date().toISOString().slice(0, 10);

  const tombstones = await readTombstones(corpus);
  const refuse = refuser(tombstones);

  // By digest: documents in the order of their ids, and byte-identical files behind the one that stands for them.
  const SORTED = "plan/by-digest.jsonl";
  async function* byDigest(): AsyncGenerator<Keyed> {
    for await (const trail of request.trails()) {
      const key = `${trail.file?.sha256 ?? ""} ${ordinalKey(trail.ordinal)}`;
      const takedown = trail.scan === null ? undefined : refuse.byId(documentId(trail.scan.sha256));
      yield { key, value: withheld(trail, today, takedown) };
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
        entry.decision.keep || tombstones.length > 0
          ? { label: labelOf(entry), id: entry.id, clean: entry.clean }
          : undefined,
    },
    context,
  );
  tallies.push(signatures.tally);
  const isReleased = releasedRows((await readPublished(corpus))?.rows());
  // A text that was taken down does not come back as another scan of it.
  const refused = new Map<string, Refusal>();
  async function* signed(): AsyncGenerator<ClusterEntry> {
    for await (const { carry, outcomes } of signatures.results()) {
      const [outcome] = outcomes;
      if (outcome === undefined) continue;
      // A document without a signature would be published without a look at its duplicates.
      if (outcome.status === "quarantined") throw fromErrorRecord(outcome.error);
      const { id, exact, sketch, chars } = outcome.output;
      // What is the same file needs no second reason.
      const isSameFile = refuse.byId(id) !== undefined;
      const refusal = isSameFile ? undefined : refuse.bySignature(outcome.output);
      if (refusal !== undefined) refused.set(id, refusal);
      if (refusal !== undefined || !carry.decision.keep) continue;
      const quality = carry.signals["ocr_quality"] ?? carry.signals["ocr_confidence"] ?? null;
      yield {
        id,
        exact,
        sketch,
        chars,
        quality,
        ...standing(carry.provenance),
        released: await isReleased(id),
        path: labelOf(carry),
      };
    }
  }
  const manifests = await writeSignatures(context, signed(), segmentsFor(signatures.tally.tasks));
  const { similarity } = pipeline.dedupe;
  const clusters = yield* clusterCorpus({ manifests, similarity, context, tallies, notes });

  async function* allowed(): AsyncGenerator<DocumentEntry> {
    for await (const entry of entries()) {
      const refusal = refused.get(entry.id);
      yield refusal === undefined
        ? entry
        : { ...entry, decision: { keep: false, reasons: [...entry.decision.reasons, refusal] } };
    }
  }
  async function* ledger(
    outcomes: AsyncIterable<DocumentOutcome>,
    count: (pages: number) => void,
  ): AsyncGenerator<Json> {
    async function* keyed(): AsyncGenerator<Keyed> {
      for await (const file of ledgerOf(sorted(), outcomes)) {
        count(file.releasedPages);
        for (const [index, entry] of file.entries.entries()) {
          yield { key: `${ordinalKey(file.ordinal)} ${ordinalKey(index)}`, value: entry };
        }
      }
    }
    yield* sortOnDisk(keyed(), LedgerEntry, scratchFolder);
  }
  const marked = yield* repeatedParagraphs({
    documents: allowed,
    clusters,
    removeFrom: pipeline.dedupe.removeRepeated,
    judge: (identification, signals) =>
      decide(identification, signals, resolveThresholds(identification.language, decideOptionsOf(pipeline))),
    context,
    runFolder,
    tallies,
  });
  if (until === "dedupe") return { quarantined: expected.quarantined, release: undefined };
  const release = yield* makeRelease({
    pipeline,
    context,
    corpus,
    runFolder,
    tallies,
    documents: await writeManifest(store, MANIFESTS, marked.documents()),
    clusters,
    totals: expected,
    takedowns: publicTakedowns(tombstones),
    ledger,
    kept: [marked.manifest],
  });
  return { quarantined: release.totals.quarantined, release };
}
