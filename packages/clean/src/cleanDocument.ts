import type { CleanDocument, Document, LanguageTag, RedactionCounts } from "@malmoi/schemas";
import { codePointLength } from "./codePoints.ts";
import { normalise } from "./normalise.ts";
import { redact, type RedactionKind } from "./redact/redact.ts";
import { signalsOf } from "./signals/signalsOf.ts";

const PAGE_BREAK = "\n\n";

/**
 * Cleans a document page by page and joins what is not empty with an empty line. A page's end is counted in code
 * points of the whole text, the break before the page included; a blank page ends where the page before it ends.
 */
export function cleanDocument(
  document: Document,
  language: LanguageTag,
  kinds: readonly RedactionKind[],
): CleanDocument {
  const total: RedactionCounts = { email: 0, phone: 0 };
  const texts: string[] = [];
  let end = 0;
  const pages = document.pages.map(({ number, text, source, confidence }) => {
    const { text: clean, counts } = redact(normalise(text), kinds, language);
    total.email += counts.email;
    total.phone += counts.phone;
    const chars = codePointLength(clean);
    if (chars > 0) {
      end += chars + (texts.length > 0 ? PAGE_BREAK.length : 0);
      texts.push(clean);
    }
    return { number, end, source, confidence, chars };
  });
  const text = texts.join(PAGE_BREAK);
  return {
    text,
    pages: pages.map((page) => ({ number: page.number, end: page.end })),
    redactions: total,
    signals: signalsOf(text, language, pages),
  };
}
