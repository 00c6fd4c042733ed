import type { Rule } from "./rule.ts";

const LINE_BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** The filler of Hangul and its half-width form are wide blanks. */
const SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]/g;

/** White space is "\n" at the end of a line and a space elsewhere. */
export const whiteSpace: Rule = {
  name: "white-space",
  touches: /[\t\v\f\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u3164\uffa0]/,
  apply: (text) => text.replaceAll(LINE_BREAKS, "\n").replaceAll(SPACES, " "),
};
