import type { Rule } from "./rule.ts";

const LINE_BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** The filler of Hangul and its half-width form are wide blanks. */
const SPACES = /[\t\p{Zs}\u3164\uffa0]+/gu;

/**
 * Lines end in "\n" and neither begin nor end with spaces; every run of white space inside a line is one space; at most
 * one empty line in a row, none at the ends.
 */
export const layout: Rule = {
  name: "layout",
  touches:
    /[\t\v\f\r\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u3164\uffa0]| {2}| \n|\n |\n\n\n|^[ \n]|[ \n]$/,
  apply: (text) =>
    text
      .replaceAll(LINE_BREAKS, "\n")
      .replaceAll(SPACES, " ")
      .replaceAll(/ ?\n ?/g, "\n")
      .replaceAll(/\n{3,}/g, "\n\n")
      .replaceAll(/^[ \n]+|[ \n]+$/g, ""),
};
