import { capMarks } from "@malmoi/core";

const LINE_BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const SPACES = /[\t\p{Zs}]+/gu;
/** Controls but the line feed, lone surrogates, soft hyphen, zero-width space, byte order mark. */
const DROPPED = /[\p{Cc}\p{Cs}\u00ad\u200b\ufeff]/gu;
const LINE_FEED = "\n";

/**
 * A page's text in the one form everything later works on: NFC; lines end in "\n" and neither begin nor end with
 * spaces; every run of white space inside a line is one space; at most one empty line in a row, none at the ends.
 * Controls (NUL too), lone surrogates, soft hyphens, zero-width spaces and byte order marks are dropped. U+FFFD stays
 * (it is counted later), and so do ZWNJ and ZWJ, which spell words in Persian, Sinhala and others. Idempotent; never
 * throws; linear.
 */
export function normalise(raw: string): string {
  const plain = raw
    .replace(LINE_BREAKS, LINE_FEED)
    .replace(SPACES, " ")
    .replace(DROPPED, (character) => (character === LINE_FEED ? LINE_FEED : ""));
  // Marks are capped before NFC for its sake, and after it because it can make two marks of one.
  return capMarks(capMarks(plain).normalize("NFC"))
    .split(LINE_FEED)
    .map((line) => line.replace(/ {2,}/g, " ").replace(/^ | $/g, ""))
    .join(LINE_FEED)
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "");
}
