import { imageFilters } from "./imageFilter.ts";
import { callPdfium, type Pdfium } from "./pdfium.ts";

/**
 * What an image of nothing but white takes at most: JBIG2 (T.88) has headers, and an arithmetic coder that spends
 * 1/20,000 bit on a pixel it is sure of; CCITT group 3 has a few codes a row.
 */
const EMPTY_BYTES: Readonly<Record<string, (width: number, height: number) => number>> = {
  JBIG2Decode: (width, height) => 128 + (width * height) / 100_000,
  CCITTFaxDecode: (_width, height) => 64 + height * 8,
};

/**
 * Did PDFium fail on this image? It has no bitmap then; or, where a bitonal decoder lost its way, one of nothing but
 * white, although the data are many more than white takes.
 */
export function isUndecoded(module: Pdfium, image: number): boolean {
  const bitmap = callPdfium(module, "FPDFImageObj_GetBitmap", image);
  if (bitmap === 0) return true;
  try {
    const most = EMPTY_BYTES[imageFilters(module, image).at(-1) ?? ""];
    if (most === undefined) return false;
    const width = callPdfium(module, "FPDFBitmap_GetWidth", bitmap);
    const height = callPdfium(module, "FPDFBitmap_GetHeight", bitmap);
    const bytes = callPdfium(module, "FPDFImageObj_GetImageDataRaw", image, 0, 0);
    return bytes > most(width, height) && isWhite(module, bitmap, width, height);
  } finally {
    callPdfium(module, "FPDFBitmap_Destroy", bitmap);
  }
}

/** Are all pixels of the bitmap white? Rows end in up to three bytes of nothing. */
function isWhite(module: Pdfium, bitmap: number, width: number, height: number): boolean {
  const start = callPdfium(module, "FPDFBitmap_GetBuffer", bitmap);
  const stride = callPdfium(module, "FPDFBitmap_GetStride", bitmap);
  const used = width * Math.floor(stride / width);
  for (let y = 0; y < height; y += 1) {
    const row = module.HEAPU8.subarray(start + y * stride, start + y * stride + used);
    if (row.some((value) => value !== 255)) return false;
  }
  return true;
}
