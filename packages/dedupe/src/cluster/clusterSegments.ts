import { StepFolder } from "./stepFolder.ts";
import type { ClusterEntry } from "./entry.ts";
import type { Output } from "./files.ts";
import { meet } from "./meet.ts";
import type { MemberCounts } from "./members.ts";
import { BUCKET_RANGES, type SegmentInput, writeSegment } from "./segment.ts";
import { attachStep, joinStep, membersStep, type Part, rarityStep, verifyStep } from "./steps.ts";
import type { MeetingInput } from "./verify.ts";

/** Into how many tasks the steps are cut; the result is the same to the byte. */
export interface Cut {
  readonly meetings: number;
  readonly verifications: number;
}

export const ONE_TASK: Cut = { meetings: 1, verifications: 1 };

export interface Clustered extends MemberCounts {
  /** Different ids read. */
  readonly documents: number;
  /** See `Buckets`. */
  readonly fullBuckets: number;
  /** See `ProfileCounts`. */
  readonly thinnedFamilies: number;
}

/** 0 to `end` in `count` parts, as even as they can be; none is empty. */
export function partsOf(end: number, count: number): Part[] {
  const parts = Math.min(count, Math.max(1, end));
  return Array.from({ length: parts }, (_, part) => ({
    from: Math.floor((part * end) / parts),
    to: Math.floor(((part + 1) * end) / parts),
  }));
}

interface Request {
  /** Documents of each segment: ranges of digests, in their order (`segmentOf`). */
  readonly segments: readonly AsyncIterable<ClusterEntry>[];
  readonly similarity: number;
  /** For what steps hand to one another; the caller removes it. */
  readonly folder: string;
  readonly cut?: Cut;
}

/**
 * Finds duplicates among documents, step by step in this process; `clusters.jsonl` in `output` has a ClusterMember a
 * line by id. The order of the entries does not matter. See README.md for the steps and how they grow.
 */
export async function clusterSegments(
  { segments: entries, similarity, folder, cut = ONE_TASK }: Request,
  output: Output,
): Promise<Clustered> {
  const steps = new StepFolder(folder);
  const segments: SegmentInput[] = [];
  for (const [index, documents] of entries.entries()) {
    const step = `segment-${index}`;
    segments.push(steps.segment(step, await writeSegment(documents, steps.output(step))));
  }
  await rarityStep(segments, steps.output("rarity"));
  const rarity = steps.input("rarity", "rarity.bin");
  const meetings: MeetingInput[] = [];
  for (const ranges of partsOf(BUCKET_RANGES, cut.meetings)) {
    const step = `meet-${ranges.from}`;
    meetings.push({ ...(await meet(segments, ranges, steps.output(step))), pairs: steps.input(step, "pairs.bin") });
  }
  const parts = partsOf(segments.length, cut.verifications);
  for (const part of parts)
    await verifyStep({ segments, meetings, rarity, similarity, part }, steps.output(`verify-${part.from}`));
  const edges = parts.map(({ from }) => steps.input(`verify-${from}`, "edges.bin"));
  const { thinned } = await joinStep(segments, edges, steps.output("join"));
  const tops = steps.input("join", "tops.bin");
  const profiles = steps.input("join", "profiles.bin");
  const families = steps.input("join", "families.bin");
  for (const part of parts)
    await attachStep({ segments, tops, profiles, families, part }, steps.output(`attach-${part.from}`));
  const attached = parts.map(({ from }) => steps.input(`attach-${from}`, "attached.bin"));
  return {
    ...(await membersStep({ segments, rarity, tops, attached }, output)),
    documents: segments.reduce((sum, segment) => sum + segment.documents, 0),
    fullBuckets: meetings.reduce((sum, meeting) => sum + meeting.fullBuckets, 0),
    thinnedFamilies: thinned,
  };
}
