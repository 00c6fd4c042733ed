import { z } from "zod";
import { LanguageTag } from "./languageTag.ts";
import { PageSource } from "./page.ts";
import { RedactionCounts } from "./redaction.ts";
import { Sha256 } from "./sha256.ts";
import { CleanText, RawText } from "./text.ts";

/**
 * One page inside a document. Page numbers start at 1 and are those of the scan; quarantined pages are absent, blank
 * pages are present and end where the page before them ends. What stands between two pages belongs to the second.
 */
export const DocumentPage = z.strictObject({
  number: z.int().positive(),
  /** The offset in the document's text, in Unicode code points, where this page's text ends. */
  end: z.int().nonnegative(),
  source: PageSource,
  extractor: z.string(),
  confidence: z.number().min(0).max(1),
  /** Running heads, feet and page numbers of the page, as they were read; they are not in the text. */
  furniture: z.array(z.string()),
});
export type DocumentPage = z.infer<typeof DocumentPage>;

/** A scan's pages put together. `id` is the first 32 digits of the scan's SHA-256: content, never position. */
export const Document = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  sha256: Sha256,
  text: RawText,
  pages: z.array(DocumentPage),
});
export type Document = z.infer<typeof Document>;

/** Numbers about a document, by the published name of the rule that uses them. Never decisions. */
export const Signals = z.record(z.string(), z.number());
export type Signals = z.infer<typeof Signals>;

/** What identification says of a document. */
export const Identification = z.strictObject({
  language: LanguageTag,
  /** ISO 15924 code of the script with most letters, `Zyyy` if there are none. */
  script: z.string().regex(/^[A-Z][a-z]{3}$/),
  /** 0-1: probability that a piece of the text is in `language`, over all of the text, by letters. */
  score: z.number().min(0).max(1),
  /** 0-1: by how much the next likely language is less so. */
  margin: z.number().min(0).max(1),
  /** What told it: the script alone, our model, or franc, which knows languages that `LANGUAGES` does not. */
  decidedBy: z.enum(["script", "model", "franc"]),
  /** Varieties so close to `language` that a short text may be in one of them. */
  near: z.array(LanguageTag),
  /** Burmese may come in the encoding of the Zawgyi font; cleaning converts it. */
  encoding: z.enum(["unicode", "zawgyi"]),
  /** All languages with a share of at least 0.01, largest first; shares sum to at most 1. */
  languages: z.array(z.strictObject({ language: LanguageTag, share: z.number().min(0).max(1) })),
});
export type Identification = z.infer<typeof Identification>;

/** A cleaned document. `pages[i].end` is the offset in `text`, in Unicode code points, where that page's text ends. */
export const CleanDocument = z.strictObject({
  text: CleanText,
  pages: z.array(z.strictObject({ number: z.int().positive(), end: z.int().nonnegative() })),
  redactions: RedactionCounts,
  signals: Signals,
});
export type CleanDocument = z.infer<typeof CleanDocument>;
