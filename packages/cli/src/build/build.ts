import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { resolveStep, type StepRef } from "@malmoi/clean";
import { checkWritable, type Executor, localStore, removeUnfinished, type RunnerContext } from "@malmoi/core";
import type { LedgerTotals, Pipeline, ProgressEvent, RunRecord } from "@malmoi/schemas";
import type { Corpus } from "./corpus.ts";
import { buildDocuments } from "./buildDocuments.ts";
import { buildRelease } from "./buildRelease.ts";
import { checkInputFolders, type InputFolder } from "./files.ts";
import { readEngine } from "./engineOptions.ts";
import { lockCorpus } from "./lock.ts";
import { makeRunFolder, malmoiVersion, runName, writeRunRecord } from "./runRecord.ts";
import type { StageName } from "./stageNames.ts";

/** The folder of plans inside a run's folder. */
const PLAN = "plan";

export interface BuildRequest {
  readonly pipeline: Pipeline;
  /** Where the pipeline's relative paths start. */
  readonly pipelineFolder: string;
  readonly corpus: Corpus;
  /** The last stage to run; the whole corpus if undefined. */
  readonly until?: StageName | undefined;
  readonly executor: Executor;
  readonly makeReport: (runFolder: string, corpus: Corpus) => Promise<string>;
}

export interface BuildResult {
  readonly run: string;
  readonly runFolder: string;
  /** Undefined if the run ended before the release, as `until` wanted. */
  readonly totals: LedgerTotals | undefined;
  readonly quarantined: number;
}

function stepVersions(steps: readonly StepRef[]): Record<string, string> {
  return Object.fromEntries(steps.map(({ use, digest }) => [`step ${use}`, digest.slice(0, 12)]));
}

/** A plan is as long as the corpus, and of use only while its run lasts. */
async function removePlans({ runs }: Corpus): Promise<void> {
  for (const run of await readdir(runs)) await rm(join(runs, run, PLAN), { recursive: true, force: true });
}

/** How often `run.json` says how far the run is, in milliseconds. */
const SAVE_EVERY = 5_000;

/** Passes a run's events on, each after `follow` has seen it. */
async function* followed<T>(
  follow: (event: ProgressEvent) => Promise<void>,
  events: AsyncGenerator<ProgressEvent, T>,
): AsyncGenerator<ProgressEvent, T> {
  const open: AsyncGenerator<ProgressEvent, T | undefined> = events;
  try {
    for (;;) {
      const next = await events.next();
      if (next.done === true) return next.value;
      await follow(next.value);
      yield next.value;
    }
  } finally {
    // As `yield*` does for whoever stops listening.
    await open.return(undefined);
  }
}

/** The input folders of a pipeline, absolute. */
export function inputFolders(pipeline: Pipeline, pipelineFolder: string): InputFolder[] {
  return pipeline.input.map((input) => ({ name: input.path, folder: resolve(pipelineFolder, input.path), input }));
}

/**
 * Builds a corpus: everything from the scans to the release, the ledger and the report. Work that an earlier run has
 * done is found and not done again. Throws `ConfigError` if the user has to change something first.
 */
export async function* build(request: BuildRequest): AsyncGenerator<ProgressEvent, BuildResult> {
  const { pipeline, pipelineFolder, corpus, executor, until } = request;
  const folders = inputFolders(pipeline, pipelineFolder);
  await checkInputFolders(folders);
  await checkWritable(corpus.work);
  const engine = await readEngine(pipeline, pipelineFolder);
  const steps = await Promise.all(pipeline.steps.map(async ({ use }) => await resolveStep(use, pipelineFolder)));
  const unlock = await lockCorpus(corpus.root);
  const started = new Date();
  const run = runName(started);
  const runFolder = await makeRunFolder(corpus, run);
  const record: RunRecord = {
    run,
    pipeline,
    folders: Object.fromEntries(folders.map(({ name, folder }) => [name, folder])),
    versions: {
      malmoi: malmoiVersion(),
      node: process.version,
      icu: process.versions.icu ?? "",
      ...engine.versions,
      ...stepVersions(steps),
    },
    workers: executor.workers,
    started: started.toISOString(),
    status: "running",
    milliseconds: 0,
    stages: [],
    current: null,
    notes: [],
    totals: null,
    rows: null,
  };
  const save = async (status: RunRecord["status"]): Promise<void> => {
    record.status = status;
    record.milliseconds = Date.now() - started.getTime();
    await writeRunRecord(runFolder, record);
  };
  const finish = async (status: RunRecord["status"]): Promise<void> => {
    if (status !== "stopped") record.current = null;
    await save(status);
  };
  let saved = performance.now();
  const follow = async (event: ProgressEvent): Promise<void> => {
    if (event.type === "stage-planned") record.current = { stage: event.stage, tasks: event.tasks, done: event.done };
    if ((event.type === "task-done" || event.type === "task-quarantined") && record.current !== null) {
      record.current.done += 1;
    }
    if (performance.now() - saved < SAVE_EVERY) return;
    saved = performance.now();
    await save("running");
  };
  let ended = false;
  try {
    await writeRunRecord(runFolder, record);
    yield { type: "run-started", run, corpus: corpus.root, workers: executor.workers };
    // Nobody else works here now: what a killed run left half-written can go.
    await removeUnfinished(corpus.work);
    await rm(corpus.scratch, { recursive: true, force: true });
    await removePlans(corpus);

    const context: RunnerContext = {
      workspace: { store: localStore(corpus.work), scratchFolder: corpus.scratch },
      executor,
      planFolder: join(runFolder, PLAN),
    };
    const documents = yield* followed(
      follow,
      buildDocuments({
        pipeline,
        folders,
        corpus,
        engine,
        steps,
        until,
        context,
        tallies: record.stages,
        notes: record.notes,
      }),
    );
    const endEarly = async (quarantined: number): Promise<BuildResult> => {
      await finish(quarantined === 0 ? "complete" : "partial");
      ended = true;
      return { run, runFolder, totals: undefined, quarantined };
    };
    if (documents === undefined) {
      return await endEarly(record.stages.reduce((sum, stage) => sum + stage.quarantined, 0));
    }
    const { release, quarantined } = yield* followed(
      follow,
      buildRelease({
        pipeline,
        trails: documents,
        until,
        context,
        corpus,
        runFolder,
        tallies: record.stages,
        notes: record.notes,
      }),
    );
    if (release === undefined) return await endEarly(quarantined);
    record.totals = release.totals;
    record.rows = release.rows;
    await finish(quarantined === 0 ? "complete" : "partial");
    ended = true;
    const report = await request.makeReport(runFolder, corpus);
    yield {
      type: "run-done",
      run,
      totals: release.totals,
      rows: release.rows,
      release: corpus.release,
      report,
      milliseconds: record.milliseconds,
    };
    return { run, runFolder, totals: release.totals, quarantined };
  } finally {
    if (!ended) await finish("stopped").catch(() => undefined);
    await rm(corpus.scratch, { recursive: true, force: true }).catch(() => undefined);
    await removePlans(corpus).catch(() => undefined);
    for (const folder of [runFolder, corpus.quarantine]) await removeUnfinished(folder).catch(() => undefined);
    await unlock();
  }
}
