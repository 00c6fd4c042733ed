import { readJsonLines, toJsonLines, TransientError, type Stage, type TaskContext } from "@malmoi/core";
import { FileRef } from "@malmoi/schemas";
import { createHash } from "node:crypto";
import { z } from "zod";
import { clusterDocuments } from "./cluster/clusterDocuments.ts";
import { ClusterEntry } from "./cluster/entry.ts";

export interface ClusterItem {
  /** JSON Lines of ClusterEntry, one a document. */
  readonly manifest: FileRef;
}

export const ClusterOptions = z.strictObject({ similarity: z.number().min(0).max(1) });
export type ClusterOptions = z.infer<typeof ClusterOptions>;

const ClusterInput = ClusterOptions.extend({ manifest: FileRef });
export type ClusterInput = z.infer<typeof ClusterInput>;

export const ClusterSummary = z.strictObject({
  documents: z.int().nonnegative(),
  /** Documents with the same comparable text as their representative, itself not counted. */
  exact: z.int().nonnegative(),
  /** Other documents that are not the representative of their cluster. */
  near: z.int().nonnegative(),
  clusters: z.int().nonnegative(),
});
export type ClusterSummary = z.infer<typeof ClusterSummary>;

/** The bytes of a file as they stream by; throws `TransientError` at its end if they are not those of the digest. */
async function* checked({ key, sha256 }: FileRef, context: TaskContext): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const piece of context.store.stream(key)) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest("hex") === sha256) return;
  throw new TransientError(`${key} is damaged: its digest is not ${sha256}`, {
    code: "FILE_DAMAGED",
    hint: "Delete the file and run the same command again; it will be written anew.",
  });
}

/**
 * Finds the duplicates of a whole corpus: the one task that must see all documents. Writes `clusters.jsonl`, a
 * ClusterMember a line by id, of clusters of at least two.
 */
export const clusterStage: Stage<ClusterItem, ClusterOptions, ClusterInput, ClusterSummary> = {
  name: "dedupe.cluster",
  version: "1",
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
    const entries = readJsonLines(checked(manifest, context), ClusterEntry);
    const { documents, members } = await clusterDocuments(entries, similarity);
    await context.write("clusters.jsonl", toJsonLines(members));
    const others = members.filter(({ id, representative }) => id !== representative);
    return {
      documents,
      exact: others.filter(({ kind }) => kind === "exact").length,
      near: others.filter(({ kind }) => kind === "near").length,
      clusters: members.length - others.length,
    };
  },
};
