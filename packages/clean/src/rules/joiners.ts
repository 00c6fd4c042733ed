import type { Rule } from "./rule.ts";

/** Scripts whose letters join or stack, so that a joiner or non-joiner between them changes what is written. */
const SCRIPTS = (
  "Arabic Syriac Mandaic Nko Mongolian Phags_Pa Adlam Hanifi_Rohingya Devanagari Bengali Gurmukhi Gujarati Oriya Tamil " +
  "Telugu Kannada Malayalam Sinhala Tibetan Myanmar Khmer Balinese Javanese Sundanese Batak Buginese Cham Tai_Tham"
).split(" ");
const JOINING = SCRIPTS.map((name) => `\\p{Script=${name}}`).join("");
/** Emoji are joined to make one: families, professions, flags. */
const PICTURES = "\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f";

const IDLE_NON_JOINER = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}])\\u200c|\\u200c(?![\\p{L}\\p{M}])|(?<![${JOINING}])\\u200c(?![${JOINING}])`,
  "gu",
);
const IDLE_JOINER = new RegExp(`(?<![${JOINING}${PICTURES}])\\u200d(?![${JOINING}])`, "gu");

/**
 * ZWNJ where it spells words: once, between letters of which one is of a script that joins (Persian "mi-khaham", and
 * "PDF-ha"). ZWJ once, at such a letter or between emoji. Elsewhere both are typists' debris.
 */
export const joiners: Rule = {
  name: "joiners",
  touches: /[\u200c\u200d]/,
  apply: (text) =>
    text
      .replaceAll(/\u200c{2,}/g, "\u200c")
      .replaceAll(/\u200d{2,}/g, "\u200d")
      .replaceAll(IDLE_NON_JOINER, "")
      .replaceAll(IDLE_JOINER, ""),
};
