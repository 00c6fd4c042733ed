import { InputError } from "@malmoi/core";
import { callPdfium, type Pdfium, withMemory } from "./pdfium.ts";
import type { PdfFile } from "./pdfFile.ts";
import { type LayerCharacter, textOfLayer } from "./pageText.ts";
import type { PlacedImage } from "./renderScale.ts";

/** What stands on a page, before anything of it is rendered. Sizes in points (1/72 inch). */
export interface PdfPageContent {
  readonly width: number;
  readonly height: number;
  /** The text layer as PDFium orders it, lines ending in "\n". */
  readonly text: string;
  /** 0-1: share of the text's characters that are drawn invisibly, as by scanners' own OCR. */
  readonly invisibleShare: number;
  /** 0-1: share of the characters whose font does not say which letter they are. */
  readonly unmappedShare: number;
  readonly images: readonly PlacedImage[];
}

/** fpdf_edit.h */
const OBJECT_IMAGE = 3;
const OBJECT_FORM = 5;
const RENDER_MODE_INVISIBLE = 3;
/** fpdfview.h: annotations are drawn (stamps, filled forms); all colours in grey. */
const DRAW_ANNOTATIONS = 0x01;
const DRAW_GREY = 0x08;
const BITMAP_GREY = 1;

/** Form objects nest; so deep only in files made to crash readers. */
const DEEPEST_FORM = 8;
/** Objects looked at on a page; vector maps have hundreds of thousands, and their images come first or not at all. */
const MOST_OBJECTS = 20_000;

/** Loads page `number` (from 1) and closes it after `use`. Throws `InputError` PDF_PAGE_BROKEN. */
export function withPage<Result>(
  { module, handle }: PdfFile,
  number: number,
  use: (page: number, module: Pdfium) => Result,
): Result {
  const page = callPdfium(module, "FPDF_LoadPage", handle, number - 1);
  if (page === 0) {
    throw new InputError(`page ${number} of the PDF is damaged`, {
      code: "PDF_PAGE_BROKEN",
      hint: "Open the page in a PDF reader; if it shows, print it to a new PDF, else upload the original again.",
    });
  }
  try {
    return use(page, module);
  } finally {
    callPdfium(module, "FPDF_ClosePage", page);
  }
}

/** Size, text and images of a loaded page. */
export function readContent(module: Pdfium, page: number): PdfPageContent {
  return {
    width: callPdfium(module, "FPDF_GetPageWidth", page),
    height: callPdfium(module, "FPDF_GetPageHeight", page),
    ...readText(module, page),
    images: [...imagesOf(module, page)].map(({ placed }) => placed),
  };
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
    const bitmap = callPdfium(module, "FPDFImageObj_GetBitmap", object);
    if (bitmap === 0) return true;
    callPdfium(module, "FPDFBitmap_Destroy", bitmap);
  }
  return false;
}

type PageText = Pick<PdfPageContent, "text" | "invisibleShare" | "unmappedShare">;

function readText(module: Pdfium, page: number): PageText {
  const textPage = callPdfium(module, "FPDFText_LoadPage", page);
  if (textPage === 0) return { text: "", invisibleShare: 0, unmappedShare: 0 };
  try {
    const count = Math.max(0, callPdfium(module, "FPDFText_CountChars", textPage));
    return withMemory(module, 32, (box) => readCharacters(module, textPage, count, box));
  } finally {
    callPdfium(module, "FPDFText_ClosePage", textPage);
  }
}

function readCharacters(module: Pdfium, textPage: number, count: number, box: number): PageText {
  const characters: LayerCharacter[] = [];
  let drawn = 0;
  let invisible = 0;
  let unmapped = 0;
  for (let i = 0; i < count; i += 1) {
    const code = callPdfium(module, "FPDFText_GetUnicode", textPage, i);
    // Spaces and line ends that PDFium adds belong to no object of the page.
    const object = callPdfium(module, "FPDFText_GetTextObject", textPage, i);
    if (object === 0 || callPdfium(module, "FPDFText_IsGenerated", textPage, i) === 1) {
      characters.push({ code, glyph: "" });
      continue;
    }
    callPdfium(module, "FPDFText_GetCharBox", textPage, i, box, box + 8, box + 16, box + 24);
    characters.push({ code, glyph: module.HEAPU8.slice(box, box + 32).join() });
    drawn += 1;
    if (callPdfium(module, "FPDFTextObj_GetTextRenderMode", object) === RENDER_MODE_INVISIBLE) invisible += 1;
    if (callPdfium(module, "FPDFText_HasUnicodeMapError", textPage, i) === 1) unmapped += 1;
  }
  const share = (part: number): number => (drawn === 0 ? 0 : part / drawn);
  return { text: textOfLayer(characters), invisibleShare: share(invisible), unmappedShare: share(unmapped) };
}

interface FoundImage {
  readonly object: number;
  readonly placed: PlacedImage;
}

function* imagesOf(module: Pdfium, page: number): Generator<FoundImage> {
  // One budget for the page and all its forms: forms can hold each other in circles, and double at every turn.
  const budget = { left: MOST_OBJECTS };
  const count = callPdfium(module, "FPDFPage_CountObjects", page);
  for (let i = 0; i < count && budget.left > 0; i += 1) {
    yield* imagesIn(module, callPdfium(module, "FPDFPage_GetObject", page, i), budget, 0, undefined);
  }
}

/** `box` is that of the outermost form around the object: boxes inside a form are in the form's own units. */
function* imagesIn(
  module: Pdfium,
  object: number,
  budget: { left: number },
  depth: number,
  box: readonly [number, number] | undefined,
): Generator<FoundImage> {
  budget.left -= 1;
  if (object === 0) return;
  const type = callPdfium(module, "FPDFPageObj_GetType", object);
  if (type === OBJECT_IMAGE) {
    const [width, height] = box ?? boundsOf(module, object);
    yield { object, placed: { width, height, ...pixelsOf(module, object) } };
  }
  if (type !== OBJECT_FORM || depth >= DEEPEST_FORM) return;
  const count = callPdfium(module, "FPDFFormObj_CountObjects", object);
  for (let i = 0; i < count && budget.left > 0; i += 1) {
    const child = callPdfium(module, "FPDFFormObj_GetObject", object, i);
    yield* imagesIn(module, child, budget, depth + 1, box ?? boundsOf(module, object));
  }
}

/** Width and height on the page in points. */
function boundsOf(module: Pdfium, object: number): [number, number] {
  return withMemory(module, 16, (at) => {
    const known = callPdfium(module, "FPDFPageObj_GetBounds", object, at, at + 4, at + 8, at + 12);
    if (known !== 1) return [0, 0];
    const [left = 0, bottom = 0, right = 0, top = 0] = new Float32Array(module.HEAPU8.slice(at, at + 16).buffer);
    return [Math.abs(right - left), Math.abs(top - bottom)];
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
