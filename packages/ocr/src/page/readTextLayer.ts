import type { Page } from "@malmoi/schemas";
import type { PdfPageContent } from "../pdf/pdfPage.ts";
import { foldPresentationForms } from "../pdf/foldPresentationForms.ts";
import { imageShare } from "../pdf/renderScale.ts";
import { distrust } from "../pdf/textLayer.ts";

/** Page sizes of a text layer are given as if rendered at this resolution. */
const NOMINAL_DPI = 72;

/** The page made of a PDF's own text, or undefined if that text cannot be trusted (see `distrust` for why). */
export function readTextLayer(number: number, content: PdfPageContent): Page | undefined {
  const { width, height, text, invisibleShare, unmappedShare, images } = content;
  const layer = { text, invisibleShare, unmappedShare, imageShare: imageShare(content, images) };
  if (distrust(layer) !== undefined) return undefined;
  return {
    number,
    width: Math.max(1, Math.round(width)),
    height: Math.max(1, Math.round(height)),
    dpi: NOMINAL_DPI,
    source: "text-layer",
    extractor: "pdfium",
    text: tidy(foldPresentationForms(text)),
    confidence: 1,
    ink: 0,
    coverage: 1,
    // PDFium's boxes are of glyphs; nothing after this reads them, and the text stands as it was written.
    blocks: [],
  };
}

/** Lines without spaces at their ends, at most one empty line between paragraphs. */
function tidy(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .replaceAll(/\n{3,}/gu, "\n\n")
    .trim();
}
