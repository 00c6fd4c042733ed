import { type Json, readJsonLines, type Stage, type TaskContext } from "@malmoi/core";
import { FileRef } from "@malmoi/schemas";
import { z } from "zod";
import { ClusterEntry } from "./cluster/entry.ts";
import { type Input, inputOf } from "./cluster/files.ts";
import { Meeting, meet } from "./cluster/meet.ts";
import { ProfileCounts } from "./cluster/profiles.ts";
import { BUCKET_RANGES, Segment, type SegmentInput, writeSegment } from "./cluster/segment.ts";
import { attachStep, joinStep, membersStep, Part, rarityStep, verifyStep } from "./cluster/steps.ts";
import type { MeetingInput } from "./cluster/verify.ts";
import { ClusterSummary } from "./clusterStage.ts";

// The steps of README.md as stages: what `clusterStage` does in one task, in many. A list of files is handed to a task
// as a manifest. Steps have no options of their own: what a step depends on stands in its item.

/** A line of the manifest of segments. */
export const SegmentFiles = Segment.extend({ sketches: FileRef, index: FileRef, anchors: FileRef, members: FileRef });
export type SegmentFiles = z.infer<typeof SegmentFiles>;

/** A line of the manifest of meetings. */
export const MeetingFiles = Meeting.extend({ pairs: FileRef });
export type MeetingFiles = z.infer<typeof MeetingFiles>;

const Nothing = z.strictObject({});
type Nothing = z.infer<typeof Nothing>;

async function readSegments(context: TaskContext, manifest: FileRef): Promise<SegmentInput[]> {
  const segments: SegmentInput[] = [];
  for await (const line of readJsonLines(context.stream(manifest), SegmentFiles)) {
    const { sketches, index, anchors, members, ...segment } = line;
    segments.push({
      ...segment,
      sketches: inputOf(context, sketches),
      index: inputOf(context, index),
      anchors: inputOf(context, anchors),
      members: inputOf(context, members),
    });
  }
  return segments;
}

async function readMeetings(context: TaskContext, manifest: FileRef): Promise<MeetingInput[]> {
  const meetings: MeetingInput[] = [];
  for await (const { pairs, ...meeting } of readJsonLines(context.stream(manifest), MeetingFiles))
    meetings.push({ ...meeting, pairs: inputOf(context, pairs) });
  return meetings;
}

async function readInputs(context: TaskContext, manifest: FileRef): Promise<Input[]> {
  const inputs: Input[] = [];
  for await (const ref of readJsonLines(context.stream(manifest), FileRef)) inputs.push(inputOf(context, ref));
  return inputs;
}

/** Memory is bounded but for a few bytes a document (README.md); time is not. */
const LIMITS = { deadlineSeconds: 24 * 3600, memoryMegabytes: 8000, attempts: 2 };

interface Step<Item, Output> {
  readonly name: string;
  readonly version: string;
  readonly item: z.ZodType<Item>;
  readonly output: z.ZodType<Output>;
  readonly label: (item: Item) => string;
  readonly run: (item: Item, context: TaskContext) => Promise<Output>;
}

/** A stage of one task an item: its key is made of the digests of the files that the item names, and of all else in it. */
function stepStage<Item extends Readonly<Record<string, Json>>, Output>({
  item: schema,
  label,
  ...step
}: Step<Item, Output>): Stage<Item, Nothing, Item, Output> {
  return {
    ...step,
    input: schema,
    limits: LIMITS,
    *plan(item) {
      const inputs: string[] = [];
      const options: Record<string, Json> = {};
      for (const name of Object.keys(item).toSorted()) {
        const value = item[name] ?? null;
        const file = FileRef.safeParse(value);
        if (file.success) inputs.push(file.data.sha256);
        else options[name] = value;
      }
      yield { label: label(item), inputs, options, input: item };
    },
  };
}

const segmentsLabel = ({ part }: { readonly part: Part }): string => `texts of segments ${part.from}-${part.to}`;

export const SegmentItem = z.strictObject({ manifest: FileRef });
export type SegmentItem = z.infer<typeof SegmentItem>;

/** Signatures of one range of digests, JSON Lines of ClusterEntry, in the form in which they are compared. */
export const segmentStage = stepStage<SegmentItem, Segment>({
  name: "dedupe.segment",
  version: "4",
  item: SegmentItem,
  output: Segment,
  label: ({ manifest }) => manifest.key,
  run: async ({ manifest }, context) =>
    await writeSegment(readJsonLines(context.stream(manifest), ClusterEntry), context),
});

export const RarityItem = z.strictObject({ segments: FileRef });
export type RarityItem = z.infer<typeof RarityItem>;

export const rarityStage = stepStage<RarityItem, Nothing>({
  name: "dedupe.rarity",
  version: "1",
  item: RarityItem,
  output: Nothing,
  label: () => "how common shingles are",
  async run({ segments }, context) {
    await rarityStep(await readSegments(context, segments), context);
    return {};
  },
});

export const MeetItem = z.strictObject({ segments: FileRef, part: Part });
export type MeetItem = z.infer<typeof MeetItem>;

export const meetStage = stepStage<MeetItem, Meeting>({
  name: "dedupe.meet",
  version: "1",
  item: MeetItem,
  output: Meeting,
  label: ({ part }) => `anchors ${part.from}-${part.to} of ${BUCKET_RANGES}`,
  run: async ({ segments, part }, context) => await meet(await readSegments(context, segments), part, context),
});

export const VerifyItem = z.strictObject({
  segments: FileRef,
  meetings: FileRef,
  rarity: FileRef,
  part: Part,
  similarity: z.number().min(0).max(1),
});
export type VerifyItem = z.infer<typeof VerifyItem>;

export const verifyStage = stepStage<VerifyItem, Nothing>({
  name: "dedupe.verify",
  version: "2",
  item: VerifyItem,
  output: Nothing,
  label: segmentsLabel,
  async run({ segments, meetings, rarity, part, similarity }, context) {
    const request = {
      segments: await readSegments(context, segments),
      meetings: await readMeetings(context, meetings),
      rarity: inputOf(context, rarity),
      similarity,
      part,
    };
    await verifyStep(request, context);
    return {};
  },
});

export const JoinItem = z.strictObject({ segments: FileRef, edges: FileRef });
export type JoinItem = z.infer<typeof JoinItem>;

export const joinStage = stepStage<JoinItem, ProfileCounts>({
  name: "dedupe.join",
  version: "2",
  item: JoinItem,
  output: ProfileCounts,
  label: () => "families",
  run: async ({ segments, edges }, context) =>
    await joinStep(await readSegments(context, segments), await readInputs(context, edges), context),
});

export const AttachItem = z.strictObject({
  segments: FileRef,
  tops: FileRef,
  profiles: FileRef,
  families: FileRef,
  part: Part,
});
export type AttachItem = z.infer<typeof AttachItem>;

export const attachStage = stepStage<AttachItem, Nothing>({
  name: "dedupe.attach",
  version: "4",
  item: AttachItem,
  output: Nothing,
  label: segmentsLabel,
  async run({ segments, tops, profiles, families, part }, context) {
    const request = {
      segments: await readSegments(context, segments),
      tops: inputOf(context, tops),
      profiles: inputOf(context, profiles),
      families: inputOf(context, families),
      part,
    };
    await attachStep(request, context);
    return {};
  },
});

export const MembersItem = z.strictObject({
  segments: FileRef,
  meetings: FileRef,
  rarity: FileRef,
  tops: FileRef,
  attached: FileRef,
  /** Families that were thinned, of `joinStage`. */
  thinned: z.int().nonnegative(),
});
export type MembersItem = z.infer<typeof MembersItem>;

/** The last step: writes `clusters.jsonl` as `clusterStage` does. */
export const membersStage = stepStage<MembersItem, ClusterSummary>({
  name: "dedupe.members",
  version: "3",
  item: MembersItem,
  output: ClusterSummary,
  label: () => "clusters",
  async run({ segments: manifest, meetings, rarity, tops, attached, thinned }, context) {
    const segments = await readSegments(context, manifest);
    let fullBuckets = 0;
    for (const meeting of await readMeetings(context, meetings)) fullBuckets += meeting.fullBuckets;
    const request = {
      segments,
      rarity: inputOf(context, rarity),
      tops: inputOf(context, tops),
      attached: await readInputs(context, attached),
    };
    const documents = segments.reduce((sum, segment) => sum + segment.documents, 0);
    return { ...(await membersStep(request, context)), documents, fullBuckets, thinnedFamilies: thinned };
  },
});
