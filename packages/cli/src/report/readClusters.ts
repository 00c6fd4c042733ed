import type { DocumentOutcome } from "@malmoi/publish";
import type { ClusterFacts, ReportFacts } from "./facts.ts";

const MOST_CLUSTERS = 20;
const MOST_MEMBERS = 6;

/**
 * The first clusters of duplicates among outcomes, without paths yet, in one pass. The number of all clusters is
 * counted by their representatives' ids, 16 bytes each.
 */
export async function readClusters(outcomes: AsyncIterable<DocumentOutcome>): Promise<ReportFacts["clusters"]> {
  const shown = new Map<string, ClusterFacts>();
  const representatives = new Set<string>();
  let documents = 0;
  for await (const { id, outcome, duplicateOf } of outcomes) {
    if (outcome !== "duplicate" || duplicateOf === null) continue;
    documents += 1;
    representatives.add(duplicateOf);
    let cluster = shown.get(duplicateOf);
    if (cluster === undefined && shown.size < MOST_CLUSTERS) {
      cluster = { representative: { id: duplicateOf, path: "" }, members: [], size: 0 };
      shown.set(duplicateOf, cluster);
    }
    if (cluster === undefined) continue;
    cluster.size += 1;
    if (cluster.members.length < MOST_MEMBERS) cluster.members.push({ id, path: "" });
  }
  return { shown: [...shown.values()], all: representatives.size, documents };
}
