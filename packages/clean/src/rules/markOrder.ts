import { repairMarks } from "@malmoi/core";
import type { Rule } from "./rule.ts";

/**
 * Marks and vowels in the order in which Thai, Lao, Khmer, Burmese, Arabic and Hebrew spell them, SARA AM in one piece,
 * nothing twice on one letter: what looks the same is spelled the same, which NFC does not see to in these scripts.
 */
export const markOrder: Rule = {
  name: "mark-order",
  touches: /[\u0590-\u06ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/,
  apply: repairMarks,
};
