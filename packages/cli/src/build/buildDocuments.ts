import { cleanStage, decideStage, type StepRef, stepsStage } from "@malmoi/clean";
import { fileOf, toErrorRecord, type RunnerContext, runStage, type StageResults, type StageTally } from "@malmoi/core";
import { languageStage } from "@malmoi/language";
import { assembleStage, intakeStage, isNamedAsScan, notAScan } from "@malmoi/ocr";
import type { ErrorRecord, FileRef, Pipeline, ProgressEvent, TaskRecord } from "@malmoi/schemas";
import type { Corpus } from "./corpus.ts";
import { decideOptionsOf } from "./decideOptions.ts";
import type { EngineOptions } from "./engineOptions.ts";
import { type InputFolder, listFiles } from "./files.ts";
import { countingLinesLeft, type LinesLeft, linesLeftNote } from "./linesLeft.ts";
import { ocrOptions } from "./ocrOptions.ts";
import { readPages } from "./readPages.ts";
import type { StageName } from "./stageNames.ts";
import { labelOf, Trail } from "./trail.ts";

/** Reads trails as often as it is asked to: from the files of the run, never from memory. */
export type TrailSource = () => AsyncGenerator<Trail>;

interface Request {
  readonly pipeline: Pipeline;
  readonly folders: readonly InputFolder[];
  readonly corpus: Corpus;
  readonly engine: EngineOptions;
  readonly steps: readonly StepRef[];
  readonly until: StageName | undefined;
  readonly context: RunnerContext;
  readonly tallies: StageTally[];
  /** What the user should know of the run. */
  readonly notes: string[];
}

/**
 * From files to decided documents: intake, ocr, language, clean. Returns the trails of all files, in the order of the
 * walk; undefined if `until` ended the build before the decisions.
 */
export async function* buildDocuments(request: Request): AsyncGenerator<ProgressEvent, TrailSource | undefined> {
  const { pipeline, context, tallies, until } = request;

  const files = (): AsyncGenerator<Trail> => listFiles(request.folders, request.corpus);
  const intake = yield* runStage(
    {
      stage: intakeStage,
      options: {},
      carries: files(),
      carrySchema: Trail,
      itemOf: (trail) => (trail.sameAs === null ? (trail.file ?? undefined) : undefined),
    },
    context,
  );
  tallies.push(intake.tally);
  const scans = (): AsyncGenerator<Trail> =>
    extended(intake, ({ output }, { path }) => {
      if (output.kind === "scan") return { scan: output.scan };
      return isNamedAsScan(path) ? { error: toErrorRecord(notAScan()) } : { companion: true };
    });
  if (until === "intake") return undefined;

  const readScans = yield* readPages({
    scans,
    options: ocrOptions(pipeline, request.engine),
    limits: {
      deadlineSeconds: pipeline.ocr.deadlineSeconds,
      memoryMegabytes: pipeline.ocr.memoryMegabytes,
    },
    context,
    tallies,
  });

  const left: LinesLeft = new Map();
  const assembled = yield* runStage(
    {
      stage: assembleStage,
      options: {},
      carries: countingLinesLeft(readScans(), left),
      carrySchema: Trail,
      itemOf: (trail) => {
        const hasText = trail.pages.some(({ source }) => source !== "blank");
        if (trail.scan === null || !hasText) return undefined;
        const pageItems = trail.pages.map(({ file, digest, ...summary }) => ({ summary, digest, file }));
        return { label: labelOf(trail), scan: trail.scan, pages: pageItems, language: trail.provenance.language };
      },
    },
    context,
  );
  tallies.push(assembled.tally);
  const message = linesLeftNote(left);
  if (message !== undefined) {
    request.notes.push(message);
    yield { type: "note", message };
  }
  const documents = (): AsyncGenerator<Trail> =>
    extended(assembled, ({ record }) => ({ document: fileOf(record, "document.json") }));
  if (until === "ocr") return undefined;

  const languages = yield* runStage(
    {
      stage: languageStage,
      options: {},
      carries: documents(),
      carrySchema: Trail,
      itemOf: (trail) =>
        trail.document === null
          ? undefined
          : { label: labelOf(trail), document: trail.document, declared: trail.provenance.language },
    },
    context,
  );
  tallies.push(languages.tally);
  const identified = (): AsyncGenerator<Trail> => extended(languages, ({ output }) => ({ identification: output }));
  if (until === "language") return undefined;

  const cleaned = yield* runStage(
    {
      stage: cleanStage,
      options: { redact: pipeline.clean.redact },
      carries: identified(),
      carrySchema: Trail,
      itemOf: ({ document, identification, ...trail }) =>
        document === null || identification === null ? undefined : { label: labelOf(trail), document, identification },
    },
    context,
  );
  tallies.push(cleaned.tally);
  const clean = (): AsyncGenerator<Trail> =>
    extended(cleaned, ({ record, output }) => ({
      clean: { ...cleanFiles(record), ...output, reasons: [] },
    }));
  const stepped = request.steps.length === 0 ? clean : yield* ownSteps(request, clean);

  const decided = yield* runStage(
    {
      stage: decideStage,
      options: decideOptionsOf(pipeline),
      carries: stepped(),
      carrySchema: Trail,
      itemOf: ({ identification, clean: text, ...trail }) =>
        identification === null || text === null
          ? undefined
          : { label: labelOf(trail), identification, signals: text.signals, reasons: text.reasons },
    },
    context,
  );
  tallies.push(decided.tally);
  if (until === "clean") return undefined;

  return () => extended(decided, ({ output }) => ({ decision: output }));
}

function cleanFiles(record: TaskRecord): { file: FileRef; trace: FileRef } {
  return { file: fileOf(record, "clean.json"), trace: fileOf(record, "trace.json") };
}

/** The user's steps, on every document that was cleaned. */
async function* ownSteps(
  { steps, context, tallies }: Request,
  carries: TrailSource,
): AsyncGenerator<ProgressEvent, TrailSource> {
  const stepped = yield* runStage(
    {
      stage: stepsStage,
      options: { steps },
      carries: carries(),
      carrySchema: Trail,
      itemOf: ({ document, identification, clean, ...trail }) =>
        document === null || identification === null || clean === null
          ? undefined
          : {
              label: labelOf(trail),
              document,
              identification,
              clean: clean.file,
              trace: clean.trace,
              provenance: trail.provenance,
            },
    },
    context,
  );
  tallies.push(stepped.tally);
  return () => extended(stepped, ({ record, output }) => ({ clean: { ...cleanFiles(record), ...output } }));
}

/** The trails of a stage with at most one task a file, each with what that task found out. */
async function* extended<Output>(
  stage: StageResults<Trail, Output>,
  found: (outcome: { readonly record: TaskRecord; readonly output: Output }, trail: Trail) => Partial<Trail>,
): AsyncGenerator<Trail> {
  for await (const { carry, outcomes } of stage.results()) {
    const [outcome] = outcomes;
    if (outcome === undefined) yield carry;
    else if (outcome.status === "quarantined") yield failed(carry, outcome.error);
    else yield { ...carry, ...found(outcome, carry) };
  }
}

/** A file that a stage could not process: all of it, or all pages that had text, are quarantined for that reason. */
function failed(trail: Trail, error: ErrorRecord): Trail {
  if (trail.scan === null) return { ...trail, error };
  const numbers = trail.pages.filter(({ source }) => source !== "blank").map(({ number }) => number);
  return {
    ...trail,
    pages: trail.pages.filter(({ source }) => source === "blank"),
    failedPages: [...trail.failedPages, ...numbers.map((number) => ({ number, error }))],
    document: null,
    identification: null,
    clean: null,
    decision: null,
  };
}
