import type { Document, DocumentPage, Page, Sha256 } from "@malmoi/schemas";

/**
 * The document of a scan, from its pages as they were read. Pages are put in order of their numbers; quarantined ones
 * are not among them. Text is taken as it is: headers and hyphens are for a later step.
 */
export function assemble(sha256: Sha256, pages: readonly DocumentPage[]): Document {
  return { id: documentId(sha256), sha256, pages: pages.toSorted((a, b) => a.number - b.number) };
}

/** The first 32 digits of the scan's digest: content, never position. */
export function documentId(sha256: Sha256): string {
  return sha256.slice(0, 32);
}

/** What a document keeps of a page: not its boxes. */
export function toDocumentPage({ number, text, source, extractor, confidence }: Page): DocumentPage {
  return { number, text, source, extractor, confidence };
}
