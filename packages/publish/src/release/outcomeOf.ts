import type { ClusterMember, DocumentEntry, Reason } from "@malmoi/schemas";
import type { DocumentOutcome } from "./releaseRecords.ts";

/** Rules whose text must not be published under any name, not even as a removed one: embargo, takedown, rights. */
export const WITHHOLDING_RULES = ["embargo", "takedown", "rights"] as const;

export function isWithheld({ decision }: DocumentEntry): boolean {
  return decision.reasons.some(({ rule }) => WITHHOLDING_RULES.some((withholding) => withholding === rule));
}

/** The cluster of a document for which another one stands; a row that is published already stays. */
export function yieldsTo(id: string, cluster: ClusterMember | undefined): ClusterMember | undefined {
  return cluster === undefined || cluster.released || cluster.representative === id ? undefined : cluster;
}

/** Why another document stands for this one: how it relates to it, and which it is. */
export function duplicateReason({ kind, similarity, representative, representativeReleased }: ClusterMember): Reason {
  const rule = representativeReleased ? "duplicate_of_release" : "duplicate";
  return { rule, value: `${kind} ${similarity}`, threshold: representative };
}

/** What becomes of a document: dropped before duplicate before published. */
export function outcomeOf({ id, decision }: DocumentEntry, cluster: ClusterMember | undefined): DocumentOutcome {
  if (!decision.keep) return { id, outcome: "dropped", reasons: decision.reasons, duplicateOf: null };
  const better = yieldsTo(id, cluster);
  if (better !== undefined) {
    return { id, outcome: "duplicate", reasons: [duplicateReason(better)], duplicateOf: better.representative };
  }
  return { id, outcome: "published", reasons: [], duplicateOf: null };
}
