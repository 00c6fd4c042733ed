import { readJsonLines, type Stage, type TaskContext } from "@malmoi/core";
import { FileRef } from "@malmoi/schemas";
import { z } from "zod";
import { ClusterEntry } from "./cluster/entry.ts";
import { type Input, inputOf } from "./cluster/files.ts";
import { Meeting, meet } from "./cluster/meet.ts";
import { BUCKET_RANGES, Segment, type SegmentInput, writeSegment } from "./cluster/segment.ts";
import { attachStep, joinStep, membersStep, Part, rarityStep, verifyStep } from "./cluster/steps.ts";
import type { MeetingInput } from "./cluster/verify.ts";
import { ClusterOptions, ClusterSummary } from "./clusterStage.ts";

// The steps of README.md as stages: what `clusterStage` does in one task, in many. A list of files is handed to a task
// as a manifest.

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

export const SegmentItem = z.strictObject({ manifest: FileRef });
export type SegmentItem = z.infer<typeof SegmentItem>;

/** Signatures of one range of digests, JSON Lines of ClusterEntry, in the form in which they are compared. */
export const segmentStage: Stage<SegmentItem, Nothing, SegmentItem, Segment> = {
  name: "dedupe.segment",
  version: "2",
  input: SegmentItem,
  output: Segment,
  limits: LIMITS,
  *plan({ manifest }) {
    yield { label: manifest.key, inputs: [manifest.sha256], options: {}, input: { manifest } };
  },
  run: async ({ manifest }, context) =>
    await writeSegment(readJsonLines(context.stream(manifest), ClusterEntry), context),
};

export const RarityItem = z.strictObject({ segments: FileRef });
export type RarityItem = z.infer<typeof RarityItem>;

export const rarityStage: Stage<RarityItem, Nothing, RarityItem, Nothing> = {
  name: "dedupe.rarity",
  version: "1",
  input: RarityItem,
  output: Nothing,
  limits: LIMITS,
  *plan({ segments }) {
    yield { label: "how common shingles are", inputs: [segments.sha256], options: {}, input: { segments } };
  },
  async run({ segments }, context) {
    await rarityStep(await readSegments(context, segments), context);
    return {};
  },
};

export const MeetItem = z.strictObject({ segments: FileRef, part: Part });
export type MeetItem = z.infer<typeof MeetItem>;

export const meetStage: Stage<MeetItem, Nothing, MeetItem, Meeting> = {
  name: "dedupe.meet",
  version: "1",
  input: MeetItem,
  output: Meeting,
  limits: LIMITS,
  *plan({ segments, part }) {
    const label = `anchors ${part.from}-${part.to} of ${BUCKET_RANGES}`;
    yield { label, inputs: [segments.sha256], options: part, input: { segments, part } };
  },
  run: async ({ segments, part }, context) => await meet(await readSegments(context, segments), part, context),
};

export const VerifyItem = z.strictObject({ segments: FileRef, meetings: FileRef, rarity: FileRef, part: Part });
export type VerifyItem = z.infer<typeof VerifyItem>;
const VerifyInput = VerifyItem.extend(ClusterOptions.shape);
type VerifyInput = z.infer<typeof VerifyInput>;

export const verifyStage: Stage<VerifyItem, ClusterOptions, VerifyInput, Nothing> = {
  name: "dedupe.verify",
  version: "1",
  input: VerifyInput,
  output: Nothing,
  limits: LIMITS,
  *plan(item, { similarity }) {
    const { segments, meetings, rarity, part } = item;
    yield {
      label: `texts of segments ${part.from}-${part.to}`,
      inputs: [segments.sha256, meetings.sha256, rarity.sha256],
      options: { similarity, ...part },
      input: { ...item, similarity },
    };
  },
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
};

export const JoinItem = z.strictObject({ segments: FileRef, edges: FileRef });
export type JoinItem = z.infer<typeof JoinItem>;

export const joinStage: Stage<JoinItem, Nothing, JoinItem, Nothing> = {
  name: "dedupe.join",
  version: "1",
  input: JoinItem,
  output: Nothing,
  limits: LIMITS,
  *plan({ segments, edges }) {
    yield { label: "families", inputs: [segments.sha256, edges.sha256], options: {}, input: { segments, edges } };
  },
  async run({ segments, edges }, context) {
    await joinStep(await readSegments(context, segments), await readInputs(context, edges), context);
    return {};
  },
};

export const AttachItem = z.strictObject({
  segments: FileRef,
  tops: FileRef,
  profiles: FileRef,
  families: FileRef,
  part: Part,
});
export type AttachItem = z.infer<typeof AttachItem>;

export const attachStage: Stage<AttachItem, Nothing, AttachItem, Nothing> = {
  name: "dedupe.attach",
  version: "2",
  input: AttachItem,
  output: Nothing,
  limits: LIMITS,
  *plan(item) {
    const { segments, tops, profiles, families, part } = item;
    yield {
      label: `texts of segments ${part.from}-${part.to}`,
      inputs: [segments.sha256, tops.sha256, profiles.sha256, families.sha256],
      options: part,
      input: item,
    };
  },
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
};

export const MembersItem = z.strictObject({
  segments: FileRef,
  meetings: FileRef,
  rarity: FileRef,
  tops: FileRef,
  attached: FileRef,
});
export type MembersItem = z.infer<typeof MembersItem>;

/** The last step: writes `clusters.jsonl` as `clusterStage` does. */
export const membersStage: Stage<MembersItem, Nothing, MembersItem, ClusterSummary> = {
  name: "dedupe.members",
  version: "1",
  input: MembersItem,
  output: ClusterSummary,
  limits: LIMITS,
  *plan(item) {
    const { segments, meetings, rarity, tops, attached } = item;
    yield {
      label: "clusters",
      inputs: [segments.sha256, meetings.sha256, rarity.sha256, tops.sha256, attached.sha256],
      options: {},
      input: item,
    };
  },
  async run({ segments: manifest, meetings, rarity, tops, attached }, context) {
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
    return { ...(await membersStep(request, context)), documents, fullBuckets };
  },
};
