import { InputError } from "@malmoi/core";
import { settleAnnotations } from "./annotations.ts";
import { callPdfium, type Pdfium, withMemory } from "./pdfium.ts";
import type { PdfFile } from "./pdfFile.ts";
import { type Glyph, type PageBox, readGlyphs } from "./readGlyphs.ts";
import type { PlacedImage } from "./renderScale.ts";
import { isUndecoded } from "./undecoded.ts";

/** What stands on a page, before anything of it is rendered. Sizes in points (1/72 inch). */
export interface PdfPageContent {
  readonly width: number;
  readonly height: number;
  /** Everything the page's text operators draw, seen or not, in PDFium's order. */
  readonly glyphs: readonly Glyph[];
  /** The characters in PDFium's order, with the spaces and line ends it adds: not yet in the order they are read in. */
  readonly text: string;
  /** 0-1: share of the letters and digits that nobody sees: drawn invisibly, or under an image. */
  readonly invisibleShare: number;
  /** 0-1: share of the letters and digits whose font does not say what they are. */
  readonly unmappedShare: number;
  readonly images: readonly PlacedImage[];
}

/** fpdf_edit.h */
const OBJECT_IMAGE = 3;
const OBJECT_FORM = 5;
/** fpdfview.h: annotations are drawn (stamps, filled forms); all colours in grey. */
const DRAW_ANNOTATIONS = 0x01;
const DRAW_GREY = 0x08;
const BITMAP_GREY = 1;

/** Form objects nest; so deep only in files made to crash readers. */
const DEEPEST_FORM = 8;
/** Objects looked at on a page; vector maps have hundreds of thousands, and their images come first or not at all. */
const MOST_OBJECTS = 20_000;

/**
 * Loads page `number` (from 1), with what was filled into its forms, and closes it after `use`. Throws `InputError`
 * PDF_PAGE_BROKEN.
 */
export function withPage<Result>(
  { module, handle }: PdfFile,
  number: number,
  use: (page: number, module: Pdfium) => Result,
): Result {
  let page = callPdfium(module, "FPDF_LoadPage", handle, number - 1);
  if (page !== 0 && settleAnnotations(module, page)) {
    callPdfium(module, "FPDF_ClosePage", page);
    page = callPdfium(module, "FPDF_LoadPage", handle, number - 1);
  }
  if (page === 0) throw brokenPage(number);
  try {
    return use(page, module);
  } finally {
    callPdfium(module, "FPDF_ClosePage", page);
  }
}

/** A page object that is none (its type is lost) is drawn white, whatever it says. */
export function isPage(module: Pdfium, page: number): boolean {
  return callPdfium(module, "FPDFPage_CountObjects", page) >= 0;
}

export function brokenPage(number: number): InputError {
  return new InputError(`page ${number} of the PDF is damaged`, {
    code: "PDF_PAGE_BROKEN",
    hint: "Open the page in a PDF reader; if it shows, print it to a new PDF, else upload the original again.",
  });
}

/** Size, text and images of a loaded page. */
export function readContent(module: Pdfium, page: number): PdfPageContent {
  const width = callPdfium(module, "FPDF_GetPageWidth", page);
  const height = callPdfium(module, "FPDF_GetPageHeight", page);
  const found = [...imagesOf(module, page)];
  const order = paintOrder(module, page);
  const covers = found.flatMap(({ object, outermost, box }) =>
    callPdfium(module, "FPDFPageObj_HasTransparency", object) === 1
      ? []
      : [{ painted: order.get(outermost) ?? -1, box }],
  );
  const { glyphs, text: drawn } = readGlyphs(module, page, { width, height, order, covers });
  const signs = glyphs.filter(({ text }) => /[^\s\p{P}]/u.test(text));
  const share = (part: readonly Glyph[]): number => (signs.length === 0 ? 0 : part.length / signs.length);
  return {
    width,
    height,
    glyphs,
    text: drawn,
    invisibleShare: share(signs.filter(({ hidden }) => hidden)),
    unmappedShare: share(signs.filter(({ unmapped }) => unmapped)),
    images: found.map(({ placed }) => placed),
  };
}

/** When each of the page's objects is painted: later ones lie over earlier ones. */
function paintOrder(module: Pdfium, page: number): Map<number, number> {
  const order = new Map<number, number>();
  const count = Math.min(MOST_OBJECTS, callPdfium(module, "FPDFPage_CountObjects", page));
  for (let i = 0; i < count; i += 1) order.set(callPdfium(module, "FPDFPage_GetObject", page, i), i);
  return order;
}

/** The page in 8-bit grey, on white. */
export function renderGrey(module: Pdfium, page: number, width: number, height: number): Uint8Array {
  return withMemory(module, width * height, (buffer) => {
    const bitmap = callPdfium(module, "FPDFBitmap_CreateEx", width, height, BITMAP_GREY, buffer, width);
    if (bitmap === 0) throw new Error("PDFium cannot make a bitmap");
    try {
      callPdfium(module, "FPDFBitmap_FillRect", bitmap, 0, 0, width, height, 0xffffffff);
      callPdfium(module, "FPDF_RenderPageBitmap", bitmap, page, 0, 0, width, height, 0, DRAW_ANNOTATIONS | DRAW_GREY);
      return module.HEAPU8.slice(buffer, buffer + width * height);
    } finally {
      callPdfium(module, "FPDFBitmap_Destroy", bitmap);
    }
  });
}

/**
 * Is there an image on the page that PDFium cannot decode? It draws nothing for such an image and says nothing, so a
 * page that looks blank is not proved blank before this is asked.
 */
export function hasUndecodableImage(module: Pdfium, page: number): boolean {
  for (const { object } of imagesOf(module, page)) {
    if (isUndecoded(module, object)) return true;
  }
  return false;
}

interface FoundImage {
  readonly object: number;
  /** The form that holds the image, or the image itself: what `paintOrder` knows. */
  readonly outermost: number;
  /** Left, bottom, right, top in the page's own units. */
  readonly box: PageBox;
  readonly placed: PlacedImage;
}

function* imagesOf(module: Pdfium, page: number): Generator<FoundImage> {
  // One budget for the page and all its forms: forms can hold each other in circles, and double at every turn.
  const budget = { left: MOST_OBJECTS };
  const count = callPdfium(module, "FPDFPage_CountObjects", page);
  for (let i = 0; i < count && budget.left > 0; i += 1) {
    const object = callPdfium(module, "FPDFPage_GetObject", page, i);
    if (object !== 0) yield* imagesIn(module, object, budget, 0, { object, box: boundsOf(module, object) });
  }
}

/** `outermost` is the page's own object around `object`: boxes inside a form are in the form's own units. */
function* imagesIn(
  module: Pdfium,
  object: number,
  budget: { left: number },
  depth: number,
  outermost: { readonly object: number; readonly box: PageBox },
): Generator<FoundImage> {
  budget.left -= 1;
  if (object === 0) return;
  const type = callPdfium(module, "FPDFPageObj_GetType", object);
  if (type === OBJECT_IMAGE) {
    const [left, bottom, right, top] = outermost.box;
    const placed = { width: right - left, height: top - bottom, ...pixelsOf(module, object) };
    yield { object, outermost: outermost.object, box: outermost.box, placed };
  }
  if (type !== OBJECT_FORM || depth >= DEEPEST_FORM) return;
  const count = callPdfium(module, "FPDFFormObj_CountObjects", object);
  for (let i = 0; i < count && budget.left > 0; i += 1) {
    yield* imagesIn(module, callPdfium(module, "FPDFFormObj_GetObject", object, i), budget, depth + 1, outermost);
  }
}

/** In points, from the page's lower left corner. */
function boundsOf(module: Pdfium, object: number): PageBox {
  return withMemory(module, 16, (at) => {
    const known = callPdfium(module, "FPDFPageObj_GetBounds", object, at, at + 4, at + 8, at + 12);
    if (known !== 1) return [0, 0, 0, 0];
    const [left = 0, bottom = 0, right = 0, top = 0] = new Float32Array(module.HEAPU8.slice(at, at + 16).buffer);
    return [Math.min(left, right), Math.min(bottom, top), Math.max(left, right), Math.max(bottom, top)];
  });
}

function pixelsOf(module: Pdfium, object: number): { pixelWidth: number; pixelHeight: number } {
  return withMemory(module, 8, (at) => {
    const known = callPdfium(module, "FPDFImageObj_GetImagePixelSize", object, at, at + 4);
    if (known !== 1) return { pixelWidth: 0, pixelHeight: 0 };
    const [pixelWidth = 0, pixelHeight = 0] = new Uint32Array(module.HEAPU8.slice(at, at + 8).buffer);
    return { pixelWidth, pixelHeight };
  });
}
