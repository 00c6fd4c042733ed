import type { ClusterMember, DocumentEntry } from "@malmoi/schemas";
import type { DocumentOutcome } from "./releaseRecords.ts";

/** Rules whose text must not be published under any name, not even as a removed one: embargo, takedown, rights. */
export const WITHHOLDING_RULES = ["embargo", "takedown", "rights"] as const;

export function isWithheld({ decision }: DocumentEntry): boolean {
  return decision.reasons.some(({ rule }) => WITHHOLDING_RULES.some((withholding) => withholding === rule));
}

/** What becomes of a document: dropped before duplicate before published. */
export function outcomeOf({ id, decision }: DocumentEntry, cluster: ClusterMember | undefined): DocumentOutcome {
  if (!decision.keep) return { id, outcome: "dropped", reasons: decision.reasons, duplicateOf: null };
  if (cluster !== undefined && cluster.representative !== id) {
    return { id, outcome: "duplicate", reasons: [], duplicateOf: cluster.representative };
  }
  return { id, outcome: "published", reasons: [], duplicateOf: null };
}
