import { capMarks } from "@malmoi/core";
import type { Rule } from "./rule.ts";

/**
 * NFC. Marks beyond 30 in a row are no writing and go, before it for the sake of its speed, and after it because it can
 * make two marks of one.
 */
export const composition: Rule = {
  name: "composition",
  // All characters below are in NFC whatever stands beside them.
  touches: /[\u0300-\u{10ffff}]/u,
  apply: (text) => capMarks(capMarks(text).normalize("NFC")),
};
