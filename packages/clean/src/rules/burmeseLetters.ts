import type { Rule } from "./rule.ts";

const SIGN = "[\\u102b-\\u1032\\u1036-\\u103e]";
const LOOK_ALIKES: readonly (readonly [found: RegExp, written: string])[] = [
  // A digit carries no sign: zero is the letter wa, seven the letter ra.
  [new RegExp(`\\u1040(?=${SIGN})`, "gu"), "\u101d"],
  [new RegExp(`\\u1047(?=${SIGN})`, "gu"), "\u101b"],
  // The digit four for the symbol "aforementioned", which is always followed by this.
  [/\u1044(?=\u1004\u103a\u1038)/gu, "\u104e"],
  // A vowel carries no asat: it is the letter nya.
  [/\u1025(?=\u103a|\u1037\u103a|\u1039)/gu, "\u1009"],
];

/** Letters of Burmese that look like others, where only one of them can stand (Unicode Technical Note 11). */
export const burmeseLetters: Rule = {
  name: "burmese-letters",
  touches: /[\u1025\u1040\u1044\u1047]/,
  apply: (text) => LOOK_ALIKES.reduce((written, [found, letter]) => written.replaceAll(found, letter), text),
};
