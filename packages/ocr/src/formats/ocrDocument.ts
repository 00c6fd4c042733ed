import type { Language, Page } from "@malmoi/schemas";

/** What a document says of how it was made. */
export interface OcrDocumentHead {
  /** File the pages come from, as the reader knows it. */
  readonly source: string;
  /** Languages that were expected, the first one foremost; at least one. */
  readonly languages: readonly Language[];
  /** Of Malmoi, such as `0.1.0`. */
  readonly version: string;
}

/** A format that is written piece by piece: the opening, every page as it comes, the closing. Joined they are one file. */
export interface OcrDocumentFormat {
  readonly open: (head: OcrDocumentHead) => string;
  readonly page: (page: Page, head: OcrDocumentHead) => string;
  readonly close: () => string;
}

export interface DocumentWriter {
  /** The next piece of the document; the first one begins with its opening. */
  page(page: Page): string;
  /** What closes the document; nothing if it has no page. */
  end(): string;
}

/** Writes one document. Pieces joined are whole and valid after `end`, however many pages there were. */
export function documentWriter(format: OcrDocumentFormat, head: OcrDocumentHead): DocumentWriter {
  let opened = false;
  return {
    page(page) {
      const opening = opened ? "" : format.open(head);
      opened = true;
      return opening + format.page(page, head);
    },
    end: () => (opened ? format.close() : ""),
  };
}

/** Paragraphs of lines of a page that has text but no boxes, such as one with a text layer. */
export function unboxedParagraphs(text: string): string[][] {
  return text
    .split(/\n\s*\n/u)
    .map((paragraph) => paragraph.split("\n").filter((line) => line.trim() !== ""))
    .filter((lines) => lines.length > 0);
}
