import type { Trail } from "./trail.ts";

/**
 * The trail, left out if its embargo has not passed on `today` (`YYYY-MM-DD`). The day itself is not written down: a
 * release must stay the same to the byte until the set of embargoed documents changes.
 */
export function withEmbargo(trail: Trail, today: string): Trail {
  const { embargoUntil } = trail.provenance;
  if (embargoUntil === null || embargoUntil <= today || trail.decision === null) return trail;
  const reason = { rule: "embargo", value: embargoUntil, threshold: "the day of the build" };
  return { ...trail, decision: { keep: false, reasons: [...trail.decision.reasons, reason] } };
}
