import { type Document, type Identification, RawText, REDACTION_KINDS } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { cleanDocument } from "./cleanDocument.ts";
import { codePointLength } from "./codePoints.ts";
import { normalise } from "./normalise.ts";
import { numberRegions } from "./redact/numberRegions.ts";
import { findPersonalData } from "./redact/redact.ts";
import { signalsOf } from "./signals/signalsOf.ts";

/** Long texts without a line's end, as broken files have them. */
const LINES: readonly (readonly [what: string, language: string, part: string])[] = [
  ["prose with numbers", "spa_Latn", "Vivía en 1987 junto al río (n. 555-1234), y nunca lo supo. "],
  ["marks", "vie_Latn", "\u0301\u0323\u0e48\u064b"],
  ["NUL and controls", "spa_Latn", "\0\u0001a\u009f"],
  ["lone surrogates", "kor_Hang", "\udc00\ud800 "],
  ["mixed directions", "heb_Hebr", "\u202eשלום\u202c abc 12 \u2067سلام\u2069 34-5612\u200f "],
];

function documentOf(text: string): Document {
  const page = { number: 1, end: codePointLength(text), source: "ocr" as const, extractor: "test" };
  return {
    id: "0".repeat(32),
    sha256: "0".repeat(64),
    text: RawText.parse(text),
    pages: [{ ...page, confidence: 0.9, furniture: [] }],
  };
}

test.each(LINES)("a single line of %s: nothing throws, and what is missing is accounted for", (_, language, part) => {
  const found: Pick<Identification, "language" | "encoding" | "languages"> = {
    language,
    encoding: "unicode",
    languages: [],
  };
  const raw = part.repeat(1000);
  const { clean, trace } = cleanDocument(documentOf(raw), found, REDACTION_KINDS);
  const missing = Object.values(trace.changes).reduce((sum, units) => sum + units, 0);
  const replaced = trace.redactions.reduce((sum, { kind, value }) => sum + kind.length + 2 - value.length, 0);
  expect(clean.text.length).toBe(raw.length - missing + replaced);
});

/** So many units of UTF-16 in a line that a test's time is over long before the end where time grows with its square. */
const PARTS: readonly (readonly [name: string, units: number, run: (text: string, language: string) => unknown])[] = [
  ["normalise", 4_000_000, (text, language) => normalise(RawText.parse(text), language)],
  ["numberRegions", 4_000_000, numberRegions],
  ["findPersonalData", 1_000_000, (text, language) => findPersonalData(text, REDACTION_KINDS, language)],
  [
    "signalsOf",
    1_000_000,
    (text, language) => signalsOf(text, language, [{ source: "ocr", confidence: 1, chars: text.length }]),
  ],
];

test.each(PARTS)("%s comes to the end of a line of %i units", (_, units, run) => {
  for (const [, language, part] of LINES) expect(run(part.repeat(units / part.length), language)).toBeDefined();
});
