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
import { joinPages } from "./joinPages.ts";
import { normaliseWithChanges } from "./normalise.ts";
import { pageSlices } from "./pageSlices.ts";
import { readPages } from "./readPages.ts";
import { redact } from "./redact/redact.ts";
import { signalsOf } from "./signals/signalsOf.ts";

/**
 * Cleans a document's text, Zawgyi made Unicode first, and keeps the ends of its pages exact.
 * `trace` says what was changed and replaced.
 */
export function cleanDocument(
  document: Document,
  { language, encoding, languages }: Pick<Identification, "language" | "encoding" | "languages">,
  kinds: readonly RedactionKind[],
): { clean: CleanDocument; trace: CleanTrace } {
  const changes: Record<string, number> = {};
  const { text: normal, ends } = joinPages(
    pageSlices(
      document.text,
      document.pages.map(({ end }) => end),
    ),
    (written) => {
      const slice = isPageInZawgyi(written, { language, encoding }) ? fromZawgyi(written) : written;
      const { text, changes: changed } = normaliseWithChanges(RawText.parse(slice), language);
      for (const [rule, units] of Object.entries(changed)) changes[rule] = (changes[rule] ?? 0) + units;
      return text;
    },
  );
  const { text, counts, redactions, ends: moved } = redact(normal, kinds, language, ends);
  const pages = readPages(text, moved, document.pages);
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
