import type { Rule } from "./rule.ts";

const LETTER = "\\u0620-\\u063f\\u0641-\\u064a\\u066e-\\u06d3\\u06fa-\\u06ff";
const AFTER_LETTER = new RegExp(`[${LETTER}]\\p{M}{0,8}$`, "u");
const BEFORE_LETTER = new RegExp(`^\\p{M}{0,8}[${LETTER}]`, "u");
/** As far as is looked: marks are one or two UTF-16 units. */
const REACH = 18;

/**
 * Without the stroke that only widens a word. At a word's end it stays: there it spells (the "h." of Hijri years, a
 * prefix quoted by itself).
 */
export const tatweel: Rule = {
  name: "tatweel",
  touches: /\u0640/,
  apply: (text) =>
    text.replaceAll(/\u0640+/g, (strokes, at: number) => {
      const after = at + strokes.length;
      const inside =
        AFTER_LETTER.test(text.slice(Math.max(0, at - REACH), at)) &&
        BEFORE_LETTER.test(text.slice(after, after + REACH));
      return inside ? "" : strokes;
    }),
};
