import { InputError } from "@malmoi/core";
import { readFile } from "node:fs/promises";
import { bytesSource } from "../intake/byteSource.ts";
import { jpeg2000Header } from "../intake/jpeg2000.ts";
import { closePdf } from "../pdf/pdfFile.ts";
import { callPdfium, discardPdfium, pdfium, type Pdfium, withMemory } from "../pdf/pdfium.ts";
import { hasUndecodableImage, renderGrey } from "../pdf/pdfPage.ts";
import { refuseTooLarge, refuseTooSmall } from "./decodeImage.ts";
import { type PageImage, plausibleDpi } from "./pageImage.ts";
import { WORKING_PIXELS } from "./sharpSetup.ts";

/** PDF 1.7, annex C: no side of a page is longer, in points. */
const LONGEST_PAGE = 14_400;

/**
 * A JPEG 2000 picture in 8-bit grey, scaled down to 60 megapixels if it is larger. PDFium's own decoder (OpenJPEG) is
 * given the picture as a PDF of one page: it knows all colour spaces, depths and samplings that PDF allows, and nothing
 * more has to be installed. Throws `InputError` IMAGE_UNREADABLE, IMAGE_TOO_LARGE, IMAGE_TOO_SMALL.
 */
export async function decodeJpeg2000(path: string): Promise<PageImage> {
  const bytes = await readFile(path);
  const { width, height, dpi } = await jpeg2000Header(bytesSource(bytes));
  refuseTooLarge(width, height);
  refuseTooSmall(width, height, 1);
  const scale = Math.min(1, Math.sqrt(WORKING_PIXELS / (width * height)));
  const size = { width: Math.floor(width * scale), height: Math.floor(height * scale) };
  // If the decoder breaks, no open PDF must be left in the instance that is thrown away.
  closePdf();
  const module = await pdfium();
  try {
    const grey = render(module, asPdf(bytes, width, height), size);
    return { ...size, dpi: plausibleDpi(dpi === undefined ? undefined : dpi * scale, size.width, size.height), grey };
  } catch (error) {
    if (error instanceof InputError) throw error;
    discardPdfium();
    throw unreadable(error);
  }
}

function render(module: Pdfium, pdf: Uint8Array, { width, height }: { width: number; height: number }): Uint8Array {
  return withMemory(module, pdf.length, (data) => {
    module.HEAPU8.set(pdf, data);
    const document = callPdfium(module, "FPDF_LoadMemDocument", data, pdf.length, 0);
    const page = document === 0 ? 0 : callPdfium(module, "FPDF_LoadPage", document, 0);
    try {
      // PDFium draws nothing for what it cannot decode, which would pass for a blank page.
      if (page === 0 || hasUndecodableImage(module, page)) throw unreadable(undefined);
      return renderGrey(module, page, width, height);
    } finally {
      if (page !== 0) callPdfium(module, "FPDF_ClosePage", page);
      if (document !== 0) callPdfium(module, "FPDF_CloseDocument", document);
    }
  });
}

/** A PDF that shows the picture on the whole of its only page. */
function asPdf(image: Uint8Array, width: number, height: number): Uint8Array {
  const unit = Math.min(1, LONGEST_PAGE / Math.max(width, height));
  const [pageWidth, pageHeight] = [width * unit, height * unit];
  const content = `q ${pageWidth} 0 0 ${pageHeight} 0 0 cm /I Do Q`;
  const head = [
    "%PDF-1.5",
    "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
    "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj",
    `3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >> endobj`,
    `4 0 obj << /Length ${content.length} >> stream\n${content}\nendstream endobj`,
    `5 0 obj << /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /Filter /JPXDecode /Length ${image.length} >> stream\n`,
  ];
  const before = Buffer.from(head.join("\n"), "latin1");
  const objects = [1, 2, 3, 4, 5].map((number) => before.indexOf(`\n${number} 0 obj`, 0, "latin1") + 1);
  const table = objects.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const end = "\nendstream endobj\n";
  const start = before.length + image.length + end.length;
  const after = `${end}xref\n0 6\n0000000000 65535 f \n${table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([before, image, Buffer.from(after, "latin1")]);
}

function unreadable(cause: unknown): InputError {
  return new InputError("the JPEG 2000 picture cannot be decoded", {
    code: "IMAGE_UNREADABLE",
    hint: "Open it in an image viewer; if it shows, save it as TIFF or PNG, else scan or upload it again.",
    cause,
  });
}
