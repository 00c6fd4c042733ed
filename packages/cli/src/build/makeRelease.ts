import {
  type DoneOutcome,
  fileOf,
  fromErrorRecord,
  type ItemResult,
  type Json,
  localStore,
  readJsonLines,
  type RunnerContext,
  runStage,
  type StageTally,
  type Store,
  toJsonLines,
  writeManifest,
} from "@malmoi/core";
import {
  DocumentOutcome,
  type PublicTakedown,
  type Released,
  ReleaseItem,
  type ReleaseOptions,
  releaseStage,
  type ReleaseTotals,
} from "@malmoi/publish";
import { type FileRef, LedgerEntry, type LedgerTotals, type Pipeline, type ProgressEvent } from "@malmoi/schemas";
import { checkLedger } from "./checkLedger.ts";
import type { Corpus } from "./corpus.ts";
import { totalsOf } from "./ledger.ts";
import { readPublished, RELEASED, ROWS } from "./published.ts";
import { writeQuarantine } from "./quarantine.ts";
import { malmoiVersion } from "./runRecord.ts";
import { stageRelease } from "./stageRelease.ts";

/** Where in the work store the lists are that tasks over the whole corpus read. */
export const MANIFESTS = "manifests";

interface Request {
  readonly pipeline: Pipeline;
  readonly context: RunnerContext;
  readonly corpus: Corpus;
  readonly runFolder: string;
  readonly tallies: StageTally[];
  /** Lines of DocumentEntry, and of ClusterMember. */
  readonly documents: FileRef;
  readonly clusters: FileRef;
  readonly totals: ReleaseTotals;
  readonly takedowns: readonly PublicTakedown[];
  /** The ledger, given what became of every document; `released` gets the pages that stand in the release. */
  ledger(outcomes: AsyncIterable<DocumentOutcome>, released: (pages: number) => void): AsyncIterable<Json>;
  /** Lists in the work store that the next run will read. */
  readonly kept: readonly FileRef[];
}

export interface MadeRelease {
  readonly totals: LedgerTotals;
  readonly rows: number;
  readonly record: Released;
}

function releaseOptions({ name, dataset, languages, publish: { to, ...publish } }: Pipeline): ReleaseOptions {
  const repository = to?.replace("hf://datasets/", "") ?? null;
  return { name, repository, dataset, languages, ...publish, pipelineVersion: malmoiVersion() };
}

/**
 * The release of these documents, on top of what is published: made, checked against the ledger, and then put in its
 * place, with the run's lists beside it.
 */
export async function* makeRelease(request: Request): AsyncGenerator<ProgressEvent, MadeRelease> {
  const { pipeline, context, corpus, runFolder, documents, clusters, totals: expected, takedowns } = request;
  const { store, scratchFolder } = context.workspace;
  const runFiles = localStore(runFolder);
  const published = await readPublished(corpus);
  const released =
    published === undefined
      ? null
      : { record: published.record, rows: await writeManifest(store, MANIFESTS, published.rows()) };
  const item: ReleaseItem = { documents, clusters, totals: expected, released, takedowns: [...takedowns] };
  const ran = yield* runStage(
    {
      stage: releaseStage,
      options: releaseOptions(pipeline),
      carries: once(item),
      carrySchema: ReleaseItem,
      itemOf: (carry) => carry,
    },
    context,
  );
  request.tallies.push(ran.tally);
  const { record, output } = await only(ran.results());
  const staged = await stageRelease({ store, record, files: output.files, kept: output.kept, corpus });

  const outcomes = fileOf(record, "outcomes.jsonl");
  await runFiles.write("documents.jsonl", store.stream(documents.key));
  await runFiles.write("clusters.jsonl", store.stream(clusters.key));
  await runFiles.write("outcomes.jsonl", store.stream(outcomes.key));
  await runFiles.write(ROWS, store.stream(fileOf(record, "rows.jsonl").key));
  await runFiles.write(RELEASED, new TextEncoder().encode(`${JSON.stringify(output.record)}\n`));
  let pages = 0;
  const entries = request.ledger(readJsonLines(store.stream(outcomes.key), DocumentOutcome), (count) => {
    pages += count;
  });
  await runFiles.write("ledger.jsonl", toJsonLines(entries));
  const ledger = (): AsyncGenerator<LedgerEntry> => readJsonLines(runFiles.stream("ledger.jsonl"), LedgerEntry);
  const totals = await totalsOf(ledger());
  // A release that does not add up never takes the place of one that does.
  await checkLedger({
    totals,
    expected,
    published: { rows: output.rows, pages },
    release: staged.folder,
    scratchFolder,
  });
  await staged.publish();
  await writeQuarantine(corpus, ledger());
  await deleteManifestsBut(store, [...request.kept, documents, ...(released === null ? [] : [released.rows])]);
  return { totals, rows: output.rows, record: output.record };
}

/** Lists of earlier states of the corpus are as long as it is, and nobody asks for them again. */
async function deleteManifestsBut(store: Store, kept: readonly FileRef[]): Promise<void> {
  const keys = new Set(kept.map(({ key }) => key));
  for await (const key of store.list(MANIFESTS)) if (!keys.has(key)) await store.delete(key);
}

export async function* once<T>(value: T): AsyncGenerator<T> {
  yield value;
}

/** The result of a stage that has one task for the whole corpus. Throws its error if it failed. */
export async function only<Carry, Output>(
  results: AsyncIterable<ItemResult<Carry, Output>>,
): Promise<DoneOutcome<Output>> {
  for await (const { outcomes } of results) {
    const [outcome] = outcomes;
    if (outcome?.status === "done") return outcome;
    if (outcome !== undefined) throw fromErrorRecord(outcome.error);
  }
  throw new Error("a stage of one task had none");
}
