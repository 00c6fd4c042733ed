import { appendFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import {
  type DoneOutcome,
  canonicalJson,
  fileOf,
  fromErrorRecord,
  type Json,
  readJsonLines,
  type RunnerContext,
  runStage,
  type Stage,
  type StageTally,
  type Store,
  writeManifest,
} from "@malmoi/core";
import {
  AttachItem,
  attachStage,
  BUCKET_BOUND,
  BUCKET_RANGES,
  ClusterEntry,
  clusterStage,
  type ClusterSummary,
  JoinItem,
  joinStage,
  MeetItem,
  meetStage,
  MembersItem,
  membersStage,
  partsOf,
  RarityItem,
  rarityStage,
  SegmentItem,
  segmentOf,
  segmentStage,
  VerifyItem,
  verifyStage,
} from "@malmoi/dedupe";
import type { FileRef, ProgressEvent } from "@malmoi/schemas";
import type { z } from "zod";
import { count } from "../terminal/format.ts";
import { MANIFESTS } from "./makeRelease.ts";

/** Documents of a segment, at most some more: their signatures are in memory together. */
const SEGMENT_DOCUMENTS = 1 << 15;

/** Tasks that compare texts; each reads the index of all. */
const MOST_COMPARING = 32;

/** Characters that wait to be written to all files together. */
const WAITING = 1 << 26;

/**
 * How many segments so many documents are put into: one for a corpus of thousands, otherwise a power of two, so that a
 * growing corpus keeps its segments for long and most of them are not written again.
 */
export function segmentsFor(documents: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(documents / SEGMENT_DOCUMENTS)));
}

/** Writes signatures as a manifest for each of `segments` ranges of digests. */
export async function writeSignatures(
  { workspace: { store, scratchFolder } }: RunnerContext,
  signatures: AsyncIterable<ClusterEntry>,
  segments: number,
): Promise<FileRef[]> {
  if (segments === 1) return [await writeManifest(store, MANIFESTS, signatures)];
  await mkdir(scratchFolder, { recursive: true });
  const folder = await mkdtemp(join(scratchFolder, "signatures-"));
  try {
    const waiting = Array.from({ length: segments }, () => "");
    const pathOf = (segment: number): string => join(folder, `${segment}.jsonl`);
    const flush = async (segment: number): Promise<void> => {
      await appendFile(pathOf(segment), waiting[segment] ?? "");
      waiting[segment] = "";
    };
    for await (const signature of signatures) {
      const segment = segmentOf(signature.exact, segments);
      waiting[segment] = `${waiting[segment] ?? ""}${canonicalJson(signature)}\n`;
      if ((waiting[segment] ?? "").length > WAITING / segments) await flush(segment);
    }
    const manifests: FileRef[] = [];
    for (const segment of waiting.keys()) {
      await flush(segment);
      const own = readJsonLines(createReadStream(pathOf(segment)), ClusterEntry);
      manifests.push(await writeManifest(store, MANIFESTS, own));
      await rm(pathOf(segment));
    }
    return manifests;
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Request {
  /** Signatures of each segment: JSON Lines of ClusterEntry. */
  readonly manifests: readonly FileRef[];
  readonly similarity: number;
  readonly context: RunnerContext;
  readonly tallies: StageTally[];
  /** What the user should know of it is added to these. */
  readonly notes: string[];
}

/**
 * Finds the duplicates of a corpus and returns `clusters.jsonl`: in one task if it is one segment, otherwise in many,
 * step by step (README.md of packages/dedupe). The result is the same to the byte.
 */
export async function* clusterCorpus({
  manifests,
  similarity,
  context,
  tallies,
  notes,
}: Request): AsyncGenerator<ProgressEvent, FileRef> {
  const { store } = context.workspace;
  /** Keys of the tasks of this run, by stage. */
  const used = new Map<string, Set<string>>();

  async function* run<Item extends Json, Options, Input, Output>(
    stage: Stage<Item, Options, Input, Output>,
    schema: z.ZodType<Item>,
    options: Options,
    items: readonly Item[],
  ): AsyncGenerator<ProgressEvent, DoneOutcome<Output>[]> {
    const carries = (async function* (): AsyncGenerator<Item> {
      yield* items;
    })();
    const ran = yield* runStage({ stage, options, carries, carrySchema: schema, itemOf: (item) => item }, context);
    tallies.push(ran.tally);
    const done: DoneOutcome<Output>[] = [];
    const keys = new Set<string>();
    used.set(stage.name, keys);
    for await (const { outcomes } of ran.results()) {
      for (const outcome of outcomes) {
        // Without one of its parts a corpus would be published with duplicates.
        if (outcome.status !== "done") throw fromErrorRecord(outcome.error);
        done.push(outcome);
        keys.add(outcome.record.key);
      }
    }
    return done;
  }
  async function* one<Item extends Json, Options, Input, Output>(
    stage: Stage<Item, Options, Input, Output>,
    schema: z.ZodType<Item>,
    options: Options,
    item: Item,
  ): AsyncGenerator<ProgressEvent, DoneOutcome<Output>> {
    const [done] = yield* run(stage, schema, options, [item]);
    if (done === undefined) throw new Error(`${stage.name} had no task`);
    return done;
  }
  function* note(messages: Iterable<string>): Generator<ProgressEvent> {
    for (const message of messages) {
      notes.push(message);
      yield { type: "note", message };
    }
  }
  const list = async (values: readonly Json[]): Promise<FileRef> => await writeManifest(store, MANIFESTS, values);

  const [single] = manifests;
  if (manifests.length === 1 && single !== undefined) {
    const { record, output } = yield* one(clusterStage, SegmentItem, { similarity }, { manifest: single });
    yield* note(crowded(output));
    return fileOf(record, "clusters.jsonl");
  }
  const packed = yield* run(
    segmentStage,
    SegmentItem,
    {},
    manifests.map((manifest) => ({ manifest })),
  );
  const segments = await list(
    packed.map(({ record, output }) => ({
      ...output,
      sketches: fileOf(record, "sketches.bin"),
      index: fileOf(record, "index.bin"),
      anchors: fileOf(record, "anchors.bin"),
      members: fileOf(record, "members.jsonl"),
    })),
  );
  const counted = yield* one(rarityStage, RarityItem, {}, { segments });
  const rarity = fileOf(counted.record, "rarity.bin");
  const met = yield* run(
    meetStage,
    MeetItem,
    {},
    partsOf(BUCKET_RANGES, manifests.length).map((part) => ({ segments, part })),
  );
  const meetings = await list(met.map(({ record, output }) => ({ ...output, pairs: fileOf(record, "pairs.bin") })));
  const parts = partsOf(manifests.length, MOST_COMPARING);
  const verified = yield* run(
    verifyStage,
    VerifyItem,
    {},
    parts.map((part) => ({ segments, meetings, rarity, part, similarity })),
  );
  const edges = await list(verified.map(({ record }) => fileOf(record, "edges.bin")));
  const { record: joined, output: profiled } = yield* one(joinStage, JoinItem, {}, { segments, edges });
  const tops = fileOf(joined, "tops.bin");
  const [profiles, families] = [fileOf(joined, "profiles.bin"), fileOf(joined, "families.bin")];
  const found = yield* run(
    attachStage,
    AttachItem,
    {},
    parts.map((part) => ({ segments, tops, profiles, families, part })),
  );
  const attached = await list(found.map(({ record }) => fileOf(record, "attached.bin")));
  const { record, output } = yield* one(
    membersStage,
    MembersItem,
    {},
    { segments, meetings, rarity, tops, attached, thinned: profiled.thinned },
  );
  yield* note(crowded(output));
  await deleteOthers(store, used);
  return fileOf(record, "clusters.jsonl");
}

/** Says where a rule stood for comparing each with each. */
function* crowded({ fullBuckets, thinnedFamilies }: ClusterSummary): Generator<string> {
  if (fullBuckets > 0) {
    yield (
      `${count(fullBuckets)} neighbouring shingles stand in more than ${BUCKET_BOUND} texts each, as letterheads and forms` +
      " do. By these alone a text was compared with the first of them only."
    );
  }
  if (thinnedFamilies > 0) {
    yield (
      `Of ${count(thinnedFamilies)} clusters only a part of what their copies have in common fits into memory: some` +
      " texts that are hardly legible may not have been recognised as copies."
    );
  }
}

/** What the steps made of earlier states of the corpus is as large as it is, and is cheap beside reading scans. */
async function deleteOthers(store: Store, used: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
  for (const [stage, keys] of used) {
    for await (const path of store.list(stage)) if (!keys.has(path.split("/")[2] ?? "")) await store.delete(path);
  }
}
