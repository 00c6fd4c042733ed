import { imageFilters } from "./imageFilter.ts";
import { callPdfium, type Pdfium, withMemory } from "./pdfium.ts";
import type { PdfFile } from "./pdfFile.ts";

/** fpdf_edit.h */
const OBJECT_TEXT = 1;
const OBJECT_IMAGE = 3;
const INVISIBLE_TEXT = 3;
/** FPDF_COLORSPACE_DEVICEGRAY, DEVICERGB, CALGRAY, CALRGB, ICCBASED: what a JPEG of one or three channels says itself. */
const OWN_COLOURS = [1, 2, 4, 5, 7];

/** The image may miss the page's edges by this share of the page: five pixels of A4 at 300 dpi. */
const LEEWAY = 0.002;

/**
 * The JPEG that a page is nothing but, as scanners write them: one upright image from edge to edge, and at most text
 * that nobody sees. Undefined for all other pages, which only PDFium can draw. Decoding the JPEG by itself takes a third of
 * the time, much less if it is wanted small.
 */
export function embeddedJpeg({ module, altersImages }: PdfFile, page: number): Uint8Array | undefined {
  if (altersImages || callPdfium(module, "FPDFPage_GetRotation", page) !== 0) return undefined;
  if (callPdfium(module, "FPDFPage_GetAnnotCount", page) !== 0) return undefined;
  const image = onlyImage(module, page);
  if (image === undefined || !isWholeAndUpright(module, image, page) || !hasOwnColours(module, image, page))
    return undefined;
  if (imageFilters(module, image).join() !== "DCTDecode") return undefined;
  const length = callPdfium(module, "FPDFImageObj_GetImageDataRaw", image, 0, 0);
  return withMemory(module, length, (at) => {
    callPdfium(module, "FPDFImageObj_GetImageDataRaw", image, at, length);
    return module.HEAPU8.slice(at, at + length);
  });
}

/** The only object of a page, but for invisible text; neither cut nor see-through nor part of a layer. */
function onlyImage(module: Pdfium, page: number): number | undefined {
  let image: number | undefined;
  const count = callPdfium(module, "FPDFPage_CountObjects", page);
  for (let i = 0; i < count; i += 1) {
    const object = callPdfium(module, "FPDFPage_GetObject", page, i);
    const type = callPdfium(module, "FPDFPageObj_GetType", object);
    if (type === OBJECT_IMAGE && image === undefined) image = object;
    else if (type !== OBJECT_TEXT || callPdfium(module, "FPDFTextObj_GetTextRenderMode", object) !== INVISIBLE_TEXT) {
      return undefined;
    }
  }
  if (image === undefined || callPdfium(module, "FPDFPageObj_HasTransparency", image) === 1) return undefined;
  if (callPdfium(module, "FPDFPageObj_CountMarks", image) > 0) return undefined;
  const clip = callPdfium(module, "FPDFPageObj_GetClipPath", image);
  return clip !== 0 && callPdfium(module, "FPDFClipPath_CountPaths", clip) > 0 ? undefined : image;
}

function isWholeAndUpright(module: Pdfium, image: number, page: number): boolean {
  const matrix = floats(module, 6, (at) => callPdfium(module, "FPDFPageObj_GetMatrix", image, at));
  const box = floats(module, 4, (at) => callPdfium(module, "FPDF_GetPageBoundingBox", page, at));
  if (matrix === undefined || box === undefined) return false;
  const [across = 0, b, c, up = 0, x = 0, y = 0] = matrix;
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  const near = (one: number, other: number, size: number): boolean => Math.abs(one - other) <= LEEWAY * size;
  const [width, height] = [right - left, top - bottom];
  if (b !== 0 || c !== 0 || across <= 0 || up <= 0) return false;
  return near(x, left, width) && near(x + across, right, width) && near(y, bottom, height) && near(y + up, top, height);
}

function hasOwnColours(module: Pdfium, image: number, page: number): boolean {
  return withMemory(module, 28, (at) => {
    if (callPdfium(module, "FPDFImageObj_GetImageMetadata", image, page, at) !== 1) return false;
    // FPDF_IMAGEOBJ_METADATA: two sizes, two resolutions, bits per pixel, colour space, content mark.
    const [space = 0] = new Int32Array(module.HEAPU8.slice(at + 20, at + 24).buffer);
    return OWN_COLOURS.includes(space);
  });
}

function floats(module: Pdfium, count: number, fill: (at: number) => number): number[] | undefined {
  return withMemory(module, 4 * count, (at) =>
    fill(at) === 1 ? [...new Float32Array(module.HEAPU8.slice(at, at + 4 * count).buffer)] : undefined,
  );
}
