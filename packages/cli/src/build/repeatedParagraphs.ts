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
  writeManifest,
} from "@malmoi/core";
import { paragraphStage, repeatedStage, type TrimSummary } from "@malmoi/dedupe";
import { joinClusters, yieldsTo } from "@malmoi/publish";
import {
  ClusterMember,
  type Decision,
  DocumentEntry,
  FileRef,
  type Identification,
  type ProgressEvent,
  RepeatedParagraphs,
  type Signals,
} from "@malmoi/schemas";
import { z } from "zod";
import { MANIFESTS, once, only } from "./makeRelease.ts";
import { trimDocumentStage } from "./stages.ts";
import { labelOf } from "./trail.ts";

/** The name of the list of repeated paragraphs in a run's folder. */
export const REPEATED = "repeated.jsonl";

interface Request {
  /** Every document, in the order of ids, and the clusters of those that are kept. */
  readonly documents: () => AsyncIterable<DocumentEntry>;
  readonly clusters: FileRef;
  /** From how many documents on a paragraph is taken out; undefined for never. */
  readonly removeFrom: number | undefined;
  /** Whether a document is kept, by what is left of it. */
  readonly judge: (identification: Identification, signals: Signals) => Decision;
  readonly context: RunnerContext;
  readonly runFolder: string;
  readonly tallies: StageTally[];
}

interface Marked {
  /** The documents again, with the share that is repeated, and without what was to be taken out. */
  readonly documents: () => AsyncGenerator<DocumentEntry>;
  /** The list that the task over the whole corpus read. */
  readonly manifest: FileRef;
}

const Standing = z.strictObject({ entry: DocumentEntry, stands: z.boolean() });
type Standing = z.infer<typeof Standing>;

const WholeCorpus = z.strictObject({ manifest: FileRef });

const Found = z.strictObject({ entry: DocumentEntry, spans: RepeatedParagraphs.shape.paragraphs });
type Found = z.infer<typeof Found>;

/** What became of a document's only task, if it had one. Throws its error if it failed. */
function done<Carry, Output>({ outcomes: [outcome] }: ItemResult<Carry, Output>): DoneOutcome<Output> | undefined {
  if (outcome?.status === "quarantined") throw fromErrorRecord(outcome.error);
  return outcome;
}

const round = (share: number): number => Math.round(share * 10_000) / 10_000;

/**
 * Counts in how many of the documents that stand each paragraph is: copies that give way to a better one do not count,
 * so that what is repeated is what different documents share.
 */
export async function* repeatedParagraphs(request: Request): AsyncGenerator<ProgressEvent, Marked> {
  const { context, tallies, removeFrom } = request;
  const { store } = context.workspace;
  async function* standing(): AsyncGenerator<Standing> {
    const members = readJsonLines(store.stream(request.clusters.key), ClusterMember);
    for await (const { entry, cluster } of joinClusters(request.documents(), members)) {
      yield { entry, stands: entry.decision.keep && yieldsTo(entry.id, cluster) === undefined };
    }
  }
  const keyed = yield* runStage(
    {
      stage: paragraphStage,
      options: {},
      carries: standing(),
      carrySchema: Standing,
      itemOf: ({ entry, stands }) => (stands ? { label: labelOf(entry), clean: entry.clean } : undefined),
    },
    context,
  );
  tallies.push(keyed.tally);
  async function* listed(): AsyncGenerator<Json> {
    for await (const result of keyed.results()) {
      const outcome = done(result);
      if (outcome !== undefined) {
        yield { id: result.carry.entry.id, paragraphs: fileOf(outcome.record, "paragraphs.jsonl") };
      }
    }
  }
  const manifest = await writeManifest(store, MANIFESTS, listed());
  const counted = yield* runStage(
    {
      stage: repeatedStage,
      options: {},
      carries: once({ manifest }),
      carrySchema: WholeCorpus,
      itemOf: (carry) => carry,
    },
    context,
  );
  tallies.push(counted.tally);
  const repeated = fileOf((await only(counted.results())).record, "repeated.jsonl");
  await localStore(request.runFolder).write(REPEATED, store.stream(repeated.key));

  async function* found(): AsyncGenerator<Found> {
    const lines = readJsonLines(store.stream(repeated.key), RepeatedParagraphs);
    let line = await lines.next();
    for await (const { carry } of keyed.results()) {
      const { entry, stands } = carry;
      const own = line.done !== true && line.value.id === entry.id ? line.value.paragraphs : [];
      if (own.length > 0) line = await lines.next();
      const chars = own.reduce((sum, { start, end }) => sum + end - start, 0);
      const repeatedShare = stands ? round(chars / Math.max(1, entry.text.chars)) : null;
      const spans = removeFrom === undefined ? [] : own.filter(({ documents }) => documents >= removeFrom);
      yield { entry: { ...entry, repeatedShare }, spans };
    }
    if (line.done !== true) throw new Error(`paragraphs of ${line.value.id}, which is no document`);
  }
  if (removeFrom === undefined) {
    return {
      manifest,
      async *documents() {
        for await (const { entry } of found()) yield entry;
      },
    };
  }
  const trimmed = yield* runStage(
    {
      stage: trimDocumentStage,
      options: {},
      carries: found(),
      carrySchema: Found,
      itemOf: ({ entry, spans }) =>
        spans.length === 0
          ? undefined
          : {
              label: labelOf(entry),
              clean: entry.clean,
              document: entry.document,
              language: entry.identification.language,
              languages: entry.identification.languages,
              spans: spans.map(({ start, end }) => ({ start, end })),
            },
    },
    context,
  );
  tallies.push(trimmed.tally);
  return {
    manifest,
    async *documents() {
      for await (const result of trimmed.results()) {
        const { entry } = result.carry;
        const outcome = done(result);
        if (outcome === undefined) yield entry;
        else yield withoutRepeated(entry, fileOf(outcome.record, "clean.json"), outcome.output, request, removeFrom);
      }
    },
  };
}

/**
 * The document as it is without its repeated paragraphs, judged by what is left. One that was nothing else is left out,
 * as it was.
 */
function withoutRepeated(
  entry: DocumentEntry,
  clean: FileRef,
  { textSha256, chars, signals }: TrimSummary,
  { judge }: Request,
  removeFrom: number,
): DocumentEntry {
  if (chars === 0) {
    const reason = { rule: "repeated_paragraphs", value: entry.repeatedShare ?? 1, threshold: removeFrom };
    return { ...entry, decision: { keep: false, reasons: [...entry.decision.reasons, reason] } };
  }
  const text = { sha256: textSha256, chars, words: signals["word_count"] ?? 0 };
  return { ...entry, clean, signals, text, decision: judge(entry.identification, signals) };
}
