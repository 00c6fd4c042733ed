import { callPdfium, type Pdfium } from "./pdfium.ts";

/** fpdf_annot.h: text written on the page, rubber stamps, and the fields of forms. */
const FREE_TEXT = 3;
const STAMP = 13;
const WIDGET = 20;
const WITH_TEXT: ReadonlySet<number> = new Set([FREE_TEXT, STAMP, WIDGET]);

/** fpdf_flatten.h */
const FLATTEN_FOR_DISPLAY = 0;
const FLATTENED = 1;

/** Annotations looked at on a page: maps have tens of thousands of links. */
const MOST_ANNOTATIONS = 5_000;

/**
 * Makes what was filled into forms, stamped and typed onto a loaded page a part of it, in PDFium's memory only: PDFium
 * neither draws the fields of forms with the page nor finds text in annotations. True if anything changed; the page must
 * then be loaded again.
 */
export function settleAnnotations(module: Pdfium, page: number): boolean {
  const count = Math.min(MOST_ANNOTATIONS, callPdfium(module, "FPDFPage_GetAnnotCount", page));
  for (let i = 0; i < count; i += 1) {
    const annotation = callPdfium(module, "FPDFPage_GetAnnot", page, i);
    if (annotation === 0) continue;
    const subtype = callPdfium(module, "FPDFAnnot_GetSubtype", annotation);
    callPdfium(module, "FPDFPage_CloseAnnot", annotation);
    if (!WITH_TEXT.has(subtype)) continue;
    return callPdfium(module, "FPDFPage_Flatten", page, FLATTEN_FOR_DISPLAY) === FLATTENED;
  }
  return false;
}
