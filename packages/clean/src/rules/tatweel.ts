import type { Rule } from "./rule.ts";

const LETTER = "\\u0620-\\u063f\\u0641-\\u064a\\u066e-\\u06d3\\u06fa-\\u06ff";
const INSIDE = new RegExp(`(?<=[${LETTER}]\\p{M}{0,8})\\u0640+(?=\\p{M}{0,8}[${LETTER}])`, "gu");

/**
 * Without the stroke that only widens a word. At a word's end it stays: there it spells (the "h." of Hijri years, a
 * prefix quoted by itself).
 */
export const tatweel: Rule = {
  name: "tatweel",
  touches: /\u0640/,
  apply: (text) => text.replaceAll(INSIDE, ""),
};
