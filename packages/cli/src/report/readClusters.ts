import type { DocumentOutcome } from "@malmoi/publish";
import type { ClusterFacts, ReportFacts } from "./facts.ts";

const MOST_CLUSTERS = 20;
const MOST_MEMBERS = 6;
/** Groups are told apart up to this number; an exact count of more would need all their ids in memory. */
const MOST_COUNTED = 100_000;

/** The first clusters of duplicates among outcomes, without paths yet, in one pass. */
export async function readClusters(outcomes: AsyncIterable<DocumentOutcome>): Promise<ReportFacts["clusters"]> {
  const shown = new Map<string, ClusterFacts>();
  const representatives = new Set<string>();
  let documents = 0;
  for await (const { id, outcome, duplicateOf } of outcomes) {
    if (outcome !== "duplicate" || duplicateOf === null) continue;
    documents += 1;
    if (representatives.size <= MOST_COUNTED) representatives.add(duplicateOf);
    let cluster = shown.get(duplicateOf);
    if (cluster === undefined && shown.size < MOST_CLUSTERS) {
      cluster = { representative: { id: duplicateOf, path: "" }, members: [], size: 0 };
      shown.set(duplicateOf, cluster);
    }
    if (cluster === undefined) continue;
    cluster.size += 1;
    if (cluster.members.length < MOST_MEMBERS) cluster.members.push({ id, path: "" });
  }
  return {
    shown: [...shown.values()],
    all: Math.min(representatives.size, MOST_COUNTED),
    uncounted: representatives.size > MOST_COUNTED,
    documents,
  };
}
