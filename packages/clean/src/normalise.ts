import { capMarks } from "@malmoi/core";
import type { LanguageTag } from "@malmoi/schemas";
import { arabicLetters } from "./rules/arabicLetters.ts";
import { dropDirections, dropIdleNonJoiners } from "./rules/joinerControls.ts";
import { dropTatweel } from "./rules/tatweel.ts";

const LINE_BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const SPACES = /[\t\p{Zs}]+/gu;
/** Controls but the line feed, lone surrogates, soft hyphen, zero-width space, byte order mark. */
const DROPPED = /[\p{Cc}\p{Cs}\u00ad\u200b\ufeff]/gu;
const LINE_FEED = "\n";

/**
 * A page's text in the one form everything later works on: NFC; lines end in "\n" and neither begin nor end with
 * spaces; every run of white space inside a line is one space; at most one empty line in a row, none at the ends.
 * Controls (NUL too), lone surrogates, soft hyphens, zero-width spaces and byte order marks are dropped. U+FFFD stays
 * (it is counted later), and so do ZWJ, and ZWNJ between letters, which spell words in Persian, Sinhala and others.
 * Controls of direction go; so does tatweel inside words; yeh and kaf are those of the language (`rules/`, one file an
 * idea). Idempotent; never throws; linear.
 */
export function normalise(raw: string, language: LanguageTag): string {
  const plain = raw
    .replace(LINE_BREAKS, LINE_FEED)
    .replace(SPACES, " ")
    .replace(DROPPED, (character) => (character === LINE_FEED ? LINE_FEED : ""));
  // Marks are capped before NFC for its sake, and after it because it can make two marks of one.
  const composed = capMarks(dropTatweel(capMarks(dropDirections(plain))).normalize("NFC"));
  return arabicLetters(dropIdleNonJoiners(composed), language)
    .split(LINE_FEED)
    .map((line) => line.replace(/ {2,}/g, " ").replace(/^ | $/g, ""))
    .join(LINE_FEED)
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "");
}
