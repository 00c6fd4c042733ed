import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localStore, readJsonLines } from "@malmoi/core";
import { ClusterMember } from "@malmoi/schemas";
import { clusterSegments } from "./clusterSegments.ts";
import type { ClusterEntry } from "./entry.ts";

export interface Clusters {
  /** Different ids read. */
  readonly documents: number;
  /** Members of clusters of at least two, by id. */
  readonly members: readonly ClusterMember[];
  /** See `Buckets`. */
  readonly fullBuckets: number;
}

/**
 * Finds duplicates among documents that fit into memory, with all steps of a build (`clusterSegments`) in a temporary
 * folder.
 *
 * Equal comparable texts are one from the start, so that a text that stands a million times costs no more than reading
 * it; texts are then joined where one holds `similarity` of the other (`verify`), copies of a part go to the text that
 * holds it (`Families`), and what is too badly read for that goes to the cluster that explains it (`attachFaint`). A
 * cluster's representative is the best copy of all of it, see `bestOf`. Documents without letters or digits have no
 * duplicates; an id that comes again is ignored. The order of the entries does not matter. Throws `InputError` for a
 * damaged sketch.
 */
export async function clusterDocuments(entries: AsyncIterable<ClusterEntry>, similarity: number): Promise<Clusters> {
  const folder = await mkdtemp(join(tmpdir(), "malmoi-cluster-"));
  try {
    const store = localStore(folder);
    const { documents, fullBuckets } = await clusterSegments(
      { segments: [entries], similarity, folder },
      { write: store.write, scratch: async () => await mkdtemp(join(folder, "scratch-")) },
    );
    const members: ClusterMember[] = [];
    for await (const member of readJsonLines(store.stream("clusters.jsonl"), ClusterMember)) members.push(member);
    return { documents, members, fullBuckets };
  } finally {
    await rm(folder, { recursive: true });
  }
}
