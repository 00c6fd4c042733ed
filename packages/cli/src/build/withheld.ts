import type { Reason } from "@malmoi/schemas";
import type { Refusal } from "./tombstones.ts";
import type { Trail } from "./trail.ts";

/** rightsstatements.org: in copyright, in all its forms. Publication then needs a licence that allows it. */
const IN_COPYRIGHT = /rightsstatements\.org\/(?:vocab|page)\/InC(?:[-/]|$)/i;

function rightsReason({ rights, license }: Trail["provenance"]): Reason[] {
  const licensed = license !== null && !/^(?:|other|none|unknown|all-rights-reserved)$/i.test(license.trim());
  if (rights === null || licensed || !IN_COPYRIGHT.test(rights)) return [];
  return [{ rule: "rights", value: rights, threshold: "a licence that allows publication" }];
}

/** The day itself is not written down: a release stays the same until the set of embargoed documents changes. */
function embargoReason({ embargoUntil }: Trail["provenance"], today: string): Reason[] {
  if (embargoUntil === null || embargoUntil <= today) return [];
  return [{ rule: "embargo", value: embargoUntil, threshold: "the day of the build" }];
}

/**
 * The trail, left out if its text must not be published: its embargo has not passed on `today` (`YYYY-MM-DD`), its
 * rights forbid it, or it was taken down.
 */
export function withheld(trail: Trail, today: string, takedown: Refusal | undefined): Trail {
  const { provenance, decision } = trail;
  if (decision === null) return trail;
  const reasons = [
    ...embargoReason(provenance, today),
    ...rightsReason(provenance),
    ...(takedown === undefined ? [] : [takedown]),
  ];
  return reasons.length === 0
    ? trail
    : { ...trail, decision: { keep: false, reasons: [...decision.reasons, ...reasons] } };
}
