import type { Rule } from "./rule.ts";

/** Marks, embeddings, overrides and isolates of UAX #9: they steer display; text is stored in logical order. */
const DIRECTIONS = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\u206a-\\u206f";
/**
 * Soft hyphen, zero-width space, word joiner and invisible operators, byte order mark, Mongolian vowel separator of old
 * data, marks of annotations, placeholders of objects. Khmer, Lao, Thai and Burmese typists put zero-width spaces between
 * words as they like; readers without them find the words all the same.
 */
const IDLE = "\\u00ad\\u180e\\u200b\\u2060-\\u2065\\ufeff\\ufff9-\\ufffc";
/** Vowels that Khmer thought to need and never writes; Unicode advises against them. */
const KHMER_INHERENT = "\\u17b4\\u17b5";
const ALWAYS = new RegExp(`[${DIRECTIONS}${IDLE}${KHMER_INHERENT}\\p{Noncharacter_Code_Point}]`, "gu");

/** Outside flags they hide text from readers. */
const TAGS = /(?<!\u{1F3F4}[\u{E0000}-\u{E007F}]{0,8})[\u{E0000}-\u{E007F}]/gu;
/** In Hebrew it keeps two points in an order that NFC would change. */
const JOINERS = /(?<![\u0590-\u05ff])\u034f|\u034f(?![\u0590-\u05ff])/gu;
/** They stand for the missing part of a syllable of conjoining jamo. */
const FILLERS = /\u115f(?![\u1160-\u11a7])|(?<![\u1100-\u115f])\u1160/gu;

/** Characters that nobody sees and that spell nothing go; ZWNJ and ZWJ have a rule of their own. */
export const invisible: Rule = {
  name: "invisible",
  touches: new RegExp(
    `[\\u034f\\u115f\\u1160\\u{E0000}-\\u{E007F}${DIRECTIONS}${IDLE}${KHMER_INHERENT}\\p{Noncharacter_Code_Point}]`,
    "u",
  ),
  apply: (text) => text.replaceAll(ALWAYS, "").replaceAll(TAGS, "").replaceAll(JOINERS, "").replaceAll(FILLERS, ""),
};
