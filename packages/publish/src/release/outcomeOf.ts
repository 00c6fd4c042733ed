import type { ClusterMember, DocumentEntry } from "@malmoi/schemas";
import type { DocumentOutcome } from "./releaseRecords.ts";

/** The rule by which a document under embargo fails: its text must not be published, not even as a removed one. */
export const EMBARGO_RULE = "embargo";

export function isEmbargoed({ decision }: DocumentEntry): boolean {
  return decision.reasons.some(({ rule }) => rule === EMBARGO_RULE);
}

/** What becomes of a document: dropped before duplicate before published. */
export function outcomeOf({ id, decision }: DocumentEntry, cluster: ClusterMember | undefined): DocumentOutcome {
  if (!decision.keep) return { id, outcome: "dropped", reasons: decision.reasons, duplicateOf: null };
  if (cluster !== undefined && cluster.representative !== id) {
    return { id, outcome: "duplicate", reasons: [], duplicateOf: cluster.representative };
  }
  return { id, outcome: "published", reasons: [], duplicateOf: null };
}
