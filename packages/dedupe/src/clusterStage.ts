import { readJsonLines, type Stage } from "@malmoi/core";
import { FileRef } from "@malmoi/schemas";
import { z } from "zod";
import { clusterSegments } from "./cluster/clusterSegments.ts";
import { ClusterEntry } from "./cluster/entry.ts";

/** `manifest`: JSON Lines of ClusterEntry, one a document. */
export const ClusterItem = z.strictObject({ manifest: FileRef });
export type ClusterItem = z.infer<typeof ClusterItem>;

export const ClusterOptions = z.strictObject({ similarity: z.number().min(0).max(1) });
export type ClusterOptions = z.infer<typeof ClusterOptions>;

const ClusterInput = ClusterOptions.extend({ manifest: FileRef });
export type ClusterInput = z.infer<typeof ClusterInput>;

export const ClusterSummary = z.strictObject({
  documents: z.int().nonnegative(),
  /** Documents with the same comparable text as their representative, itself not counted. */
  exact: z.int().nonnegative(),
  /** Other copies of their representative. */
  near: z.int().nonnegative(),
  /** Documents that are a part of their representative. */
  contained: z.int().nonnegative(),
  clusters: z.int().nonnegative(),
  /** Pairs of neighbouring shingles that so many texts have that each was only compared with the next; see `Buckets`. */
  fullBuckets: z.int().nonnegative(),
  /** Clusters of which only a part of what their copies have in common was looked at for badly read texts. */
  thinnedFamilies: z.int().nonnegative(),
});
export type ClusterSummary = z.infer<typeof ClusterSummary>;

/**
 * Finds the duplicates of a corpus of one segment, some ten thousand documents; larger ones take the same steps in many
 * tasks (`clusterSteps.ts`). Writes `clusters.jsonl`, a
 * ClusterMember a line by id, of clusters of at least two.
 */
export const clusterStage: Stage<ClusterItem, ClusterOptions, ClusterInput, ClusterSummary> = {
  name: "dedupe.cluster",
  version: "9",
  input: ClusterInput,
  output: ClusterSummary,
  limits: { deadlineSeconds: 3600, memoryMegabytes: 8000, attempts: 2 },
  *plan({ manifest }, { similarity }) {
    yield {
      label: "duplicates in the corpus",
      inputs: [manifest.sha256],
      options: { similarity },
      input: { manifest, similarity },
    };
  },
  async run({ manifest, similarity }, context) {
    const segments = [readJsonLines(context.stream(manifest), ClusterEntry)];
    return await clusterSegments({ segments, similarity, folder: await context.scratch() }, context);
  },
};
