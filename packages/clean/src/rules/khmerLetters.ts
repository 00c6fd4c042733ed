import type { Rule } from "./rule.ts";

/** Independent vowels that Unicode deprecates, as the letters they look like (core specification, "Khmer"). */
export const khmerLetters: Rule = {
  name: "khmer-letters",
  touches: /[\u17a3\u17a4]/,
  apply: (text) => text.replaceAll("\u17a3", "\u17a2").replaceAll("\u17a4", "\u17a2\u17b6"),
};
