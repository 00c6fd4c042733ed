import { InputError } from "@malmoi/core";
import type { Scan } from "@malmoi/schemas";
import { withPdf } from "../pdf/pdfFile.ts";
import {
  brokenPage,
  hasUndecodableImage,
  isPage,
  type PdfPageContent,
  readContent,
  renderGrey,
  withPage,
} from "../pdf/pdfPage.ts";
import { embeddedJpeg } from "../pdf/embeddedJpeg.ts";
import { renderSize } from "../pdf/renderScale.ts";
import { decodeJpeg2000 } from "./decodeJpeg2000.ts";
import { decodeImage, decodeJpeg, decodeSmall, refuseTooSmall } from "./decodeImage.ts";
import type { PageImage, PageSize, SmallPage } from "./pageImage.ts";

/** Where a page is: a file of a known format, and the page's number in it, from 1. */
export interface PageLocation {
  readonly path: string;
  readonly format: Scan["format"];
  readonly page: number;
}

/** The page as pixels. Throws `InputError` if it cannot be decoded. */
export async function decodePage(location: PageLocation): Promise<PageImage> {
  const { path, format, page } = location;
  if (format === "jpeg2000") return decodeJpeg2000(path);
  if (format !== "pdf") return decodeImage(path, format, page);
  const { size, jpeg } = await lookAtPdf(location);
  return (await decoded(jpeg, size)) ?? render(location, size);
}

/** In what size to draw a page of a PDF, and the JPEG that it is nothing but. */
function lookAtPdf({ path, page }: PageLocation): Promise<{ size: PageSize; jpeg: Uint8Array | undefined }> {
  return withPdf(path, (file) =>
    withPage(file, page, (handle, module) => {
      const content = readContent(module, handle);
      const size = renderSize(content, content.images);
      refuseTooSmall(size.width, size.height, page);
      return { size, jpeg: embeddedJpeg(file, handle) };
    }),
  );
}

/** Undefined also for a damaged JPEG: PDFium draws what can be seen of it. */
async function decoded(jpeg: Uint8Array | undefined, size: PageSize): Promise<PageImage | undefined> {
  if (jpeg === undefined) return undefined;
  try {
    return await decodeJpeg(jpeg, size);
  } catch {
    return undefined;
  }
}

function render({ path, page }: PageLocation, { width, height, dpi }: PageSize): Promise<PageImage> {
  return withPdf(path, (file) =>
    withPage(file, page, (handle, module) => {
      return { width, height, dpi, grey: renderGrey(module, handle, width, height) };
    }),
  );
}

/** Below this one cannot tell letters from dust: 5-point print is 3 pixels high. */
const SMALL_DPI = 100;
/** Of a page of less than 300 dpi a look from afar costs nearly what the page costs. */
const WORTHWHILE = 3;

/**
 * The page from afar, at 100-133 dpi, in a fraction of the time that `decodePage` takes; undefined if it would not be
 * much less (below 300 dpi, JPEG 2000). Throws what `decodePage` throws.
 */
export async function decodeSmallPage(location: PageLocation): Promise<SmallPage | undefined> {
  const { path, format, page } = location;
  if (format === "jpeg2000") return undefined;
  if (format !== "pdf") return decodeSmall(path, format, page, reductionOf);
  const { size, jpeg } = await lookAtPdf(location);
  const factor = reductionOf(size);
  if (factor <= 1) return undefined;
  const smallSize = reduced(size, factor);
  return { size, small: (await decoded(jpeg, smallSize)) ?? (await render(location, smallSize)) };
}

function reduced({ width, height, dpi }: PageSize, factor: number): PageSize {
  return { width: Math.ceil(width / factor), height: Math.ceil(height / factor), dpi: dpi / factor };
}

function reductionOf({ dpi }: PageSize): number {
  const factor = Math.floor(dpi / SMALL_DPI);
  return factor < WORTHWHILE ? 1 : factor;
}

/** In points; what PDF readers agree on (ISO 32000-1, annex C): five metres. */
const LONGEST_PAGE = 14_400;

/** Size, text layer and images of a PDF's page, without rendering it. */
export function readPdfContent({ path, page }: PageLocation): Promise<PdfPageContent> {
  return withPdf(path, (file) => withPage(file, page, (handle, module) => readContent(module, handle)));
}

/**
 * Throws `InputError` if a PDF page may seem blank only because PDFium does not draw what is on it: an image that cannot
 * be decoded (PDF_IMAGE_UNREADABLE), visible text in a font that is neither embedded nor known (PDF_FONT_MISSING), a
 * page whose entry is damaged (PDF_PAGE_BROKEN), or one so large that nothing can be seen of what is on it
 * (PDF_PAGE_TOO_LARGE).
 */
export async function refuseUndrawn(location: PageLocation): Promise<void> {
  const { path, format, page } = location;
  if (format !== "pdf") return;
  const { size, jpeg } = await lookAtPdf(location);
  if ((await decoded(jpeg, reduced(size, 8))) !== undefined) return;
  const { image, text, unseen } = await withPdf(path, (file) =>
    withPage(file, page, (handle, module) => {
      if (!isPage(module, handle)) throw brokenPage(page);
      const content = readContent(module, handle);
      const visible = content.invisibleShare < 0.5 && /\p{L}/u.test(content.text);
      const tooLong = Math.max(content.width, content.height) > LONGEST_PAGE && (visible || content.images.length > 0);
      return { image: hasUndecodableImage(module, handle), text: visible, unseen: tooLong };
    }),
  );
  if (unseen) {
    throw new InputError(`page ${page} of the PDF says that it is larger than any paper, and shows nothing so`, {
      code: "PDF_PAGE_TOO_LARGE",
      hint: "Its MediaBox is probably wrong. Crop the page to what is on it in a PDF editor, or export the image on it.",
    });
  }
  if (text) {
    throw new InputError(`page ${page} of the PDF has text that cannot be drawn`, {
      code: "PDF_FONT_MISSING",
      hint: "Its font is probably not embedded. Export the document to PDF again with all fonts embedded.",
    });
  }
  if (!image) return;
  throw new InputError(`an image on page ${page} of the PDF cannot be decoded`, {
    code: "PDF_IMAGE_UNREADABLE",
    hint: "Export the page as TIFF or PNG from a PDF reader that shows it, and upload that.",
  });
}
