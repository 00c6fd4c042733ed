import type { LanguageTag } from "@malmoi/schemas";
import type { Rule } from "./rule.ts";

/** Letters of a look, and the one that is written for them. */
type Habit = readonly (readonly [found: RegExp, written: string])[];

const LETTER = "\\u0620-\\u063f\\u0641-\\u064a\\u066e-\\u06d3\\u06d5\\u06fa-\\u06ff";

const KAF: Habit = [[/\u0643/gu, "\u06a9"]];
const PERSIAN: Habit = [
  [/[\u064a\u0649]/gu, "\u06cc"],
  ...KAF,
  // Heh with a hamza is two characters on Persian keyboards; the one is the Kurdish vowel with a hamza.
  [/\u06c0/gu, "\u0647\u0654"],
  // Urdu's heh, and Kurdish's vowel, which looks like a final heh.
  [/[\u06c1\u06d5]/gu, "\u0647"],
];

/** In Arabic only a yeh inside a word is sure: at its end it may stand for yeh or for alef maksura. */
const ARABIC: Habit = [
  [new RegExp(`\\u06cc(?=\\p{M}{0,8}[${LETTER}])`, "gu"), "\u064a"],
  [/\u06a9/gu, "\u0643"],
  [/\u06c1/gu, "\u0647"],
];

/**
 * Yeh, kaf and heh as each language's standard keyboard writes them; they look alike and are mixed in print and OCR.
 * Sindhi, Malay and others that tell some of these letters from each other have no habit here.
 */
const HABITS: Readonly<Record<LanguageTag, Habit>> = {
  fas_Arab: PERSIAN,
  prs_Arab: PERSIAN,
  azb_Arab: [[/[\u064a\u0649]/gu, "\u06cc"], ...KAF],
  urd_Arab: [
    [/[\u064a\u0649]/gu, "\u06cc"],
    ...KAF,
    // Aspirated letters have another heh (U+06BE), which stays.
    [/\u0647\u0654|\u06c0/gu, "\u06c2"],
    [/[\u0647\u06d5]/gu, "\u06c1"],
  ],
  // The vowel e was typed as a heh that does not join; letters with a small v as a letter and that v.
  ckb_Arab: [
    [/[\u064a\u0649]/gu, "\u06cc"],
    ...KAF,
    [/\u0647\u200c/gu, "\u06d5"],
    [/\u0648\u065a/gu, "\u06c6"],
    [/\u06cc\u065a/gu, "\u06ce"],
    [/\u0644\u065a/gu, "\u06b5"],
  ],
  // Pashto tells its five yehs from each other; only the one without dots at a word's end is the same as U+06CC.
  pbt_Arab: [[new RegExp(`\\u0649(?!\\p{M}{0,8}[${LETTER}])`, "gu"), "\u06cc"], ...KAF],
  arb_Arab: ARABIC,
  arz_Arab: ARABIC,
  ary_Arab: ARABIC,
  apc_Arab: ARABIC,
};

/** Letters of the language instead of their look-alikes; digits are left alone. */
export const arabicLetters: Rule = {
  name: "arabic-letters",
  touches: /[\u065a\u0643\u0647\u0649\u064a\u06a9\u06c0\u06c1\u06cc\u06d5]/,
  apply: (text, language) =>
    (HABITS[language] ?? []).reduce((written, [found, letter]) => written.replaceAll(found, letter), text),
};
