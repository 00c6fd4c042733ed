import type { Rule } from "./rule.ts";

/** All controls but the line feed. */
const CONTROLS = /(?!\n)\p{Cc}/gu;

/** Controls (NUL too) go. Half of a surrogate pair is a character that was lost: it becomes U+FFFD, which is counted. */
export const controls: Rule = {
  name: "controls",
  touches: /(?!\n)\p{Cc}|\p{Cs}/u,
  apply: (text) => text.toWellFormed().replaceAll(CONTROLS, ""),
};
