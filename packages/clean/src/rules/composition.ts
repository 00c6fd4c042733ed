import { capMarks } from "@malmoi/core";
import type { Rule } from "./rule.ts";

/** Marks, and the letters that combine with one before them: vowels and finals of Hangul, vowels of Kirat Rai. */
const COMBINES = /[\p{M}\u1160-\u11ff\u{16d63}-\u{16d6a}]/u;

/**
 * NFC. Marks beyond 30 in a row are no writing and go, before it for the sake of its speed, and after it because it can
 * make two marks of one.
 */
export const composition: Rule = {
  name: "composition",
  touches: { test: (character) => COMBINES.test(character) || character.normalize("NFC") !== character },
  apply: (text) => capMarks(capMarks(text).normalize("NFC")),
};
