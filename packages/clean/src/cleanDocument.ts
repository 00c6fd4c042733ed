import { fromZawgyi, isUnicodeBurmese, isZawgyi } from "@malmoi/core";
import {
  type CleanDocument,
  CleanText,
  type CleanTrace,
  type Document,
  type Identification,
  RawText,
  type RedactionKind,
} from "@malmoi/schemas";
import { codePointLength } from "./codePoints.ts";
import { normaliseWithChanges } from "./normalise.ts";
import { pageSlices } from "./pageSlices.ts";
import { redact } from "./redact/redact.ts";
import { signalsOf } from "./signals/signalsOf.ts";

/**
 * Cleans a document's text, Zawgyi made Unicode first, and keeps the ends of its pages exact. What stands between two pages (nothing, a space, a
 * line's end, an empty line) belongs to the second; a page of which nothing is left ends where the one before it does.
 * `trace` says what was changed and replaced.
 */
export function cleanDocument(
  document: Document,
  { language, encoding, languages }: Pick<Identification, "language" | "encoding" | "languages">,
  kinds: readonly RedactionKind[],
): { clean: CleanDocument; trace: CleanTrace } {
  const changes: Record<string, number> = {};
  let normal = "";
  let gap = "";
  const ends = pageSlices(
    document.text,
    document.pages.map(({ end }) => end),
  ).map((written) => {
    const slice = RawText.parse(isPageInZawgyi(written, { language, encoding }) ? fromZawgyi(written) : written);
    const { text, changes: changed } = normaliseWithChanges(slice, language);
    for (const [rule, units] of Object.entries(changed)) changes[rule] = (changes[rule] ?? 0) + units;
    if (text === "") {
      gap += slice;
      return normal.length;
    }
    const before = slice.slice(0, slice.length - slice.trimStart().length);
    normal += (normal === "" ? "" : separatorOf(gap + before)) + text;
    gap = slice.slice(slice.trimEnd().length);
    return normal.length;
  });
  const { text, counts, redactions, ends: moved } = redact(normal, kinds, language, ends);
  let from = 0;
  let end = 0;
  const pages = document.pages.map(({ number, source, confidence }, index) => {
    const to = moved[index] ?? from;
    const chars = codePointLength(text.slice(from, to));
    from = to;
    end += chars;
    return { number, end, source, confidence, chars };
  });
  return {
    clean: {
      text: CleanText.parse(text),
      pages: pages.map((page) => ({ number: page.number, end: page.end })),
      redactions: counts,
      signals: signalsOf(text, language, pages, languages),
    },
    trace: { changes, redactions },
  };
}

/** A document may have pages of both kinds: a page goes with its document unless it is surely of the other. */
function isPageInZawgyi(text: string, { language, encoding }: Pick<Identification, "language" | "encoding">): boolean {
  if (encoding === "zawgyi") return !isUnicodeBurmese(text);
  return language === "mya_Mymr" && isZawgyi(text);
}

/** White space between two pages in its normal form. */
function separatorOf(gap: string): "" | " " | "\n" | "\n\n" {
  const lines = gap.replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, "\n").split("\n").length - 1;
  if (lines > 0) return lines > 1 ? "\n\n" : "\n";
  return /\s/u.test(gap) ? " " : "";
}
