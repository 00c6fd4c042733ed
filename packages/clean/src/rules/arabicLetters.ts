import type { LanguageTag } from "@malmoi/schemas";

/** Letters of a look, and the one that is written for them. */
type Habit = readonly (readonly [found: RegExp, written: string])[];

const PERSIAN: Habit = [
  [/[\u064a\u0649]/gu, "\u06cc"],
  [/\u0643/gu, "\u06a9"],
];

/**
 * Yeh and kaf as each language's standard keyboard writes them; they look alike and are mixed in print and OCR. In
 * Arabic only a yeh inside a word is sure: at its end it may stand for yeh or for alef maksura.
 */
const HABITS: Readonly<Record<LanguageTag, Habit>> = {
  fas_Arab: PERSIAN,
  prs_Arab: PERSIAN,
  arb_Arab: [
    [/\u06cc(?=[\u0621-\u063f\u0641-\u064a\u06a9\u06cc])/gu, "\u064a"],
    [/\u06a9/gu, "\u0643"],
  ],
};

/** Letters of the language instead of their look-alikes; digits are left alone. Idempotent; keeps NFC. */
export function arabicLetters(text: string, language: LanguageTag): string {
  return (HABITS[language] ?? []).reduce((written, [found, letter]) => written.replaceAll(found, letter), text);
}
