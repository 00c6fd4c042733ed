import { InputError } from "@malmoi/core";
import type { Scan } from "@malmoi/schemas";
import { asUnreadable, refuseTooLarge } from "../decode/decodeImage.ts";
import { sharp } from "../decode/sharpSetup.ts";
import { isDynamicForm, withPdf } from "../pdf/pdfFile.ts";
import type { ByteSource } from "./byteSource.ts";
import { checkJpegEnd, checkPdfEnd, checkPngEnd, checkWebpEnd } from "./completeness.ts";
import { checkJpeg2000End, jpeg2000Header } from "./jpeg2000.ts";
import { describeUnknown } from "./sniffFormat.ts";
import { tiffPages } from "./tiffPages.ts";

/**
 * Counts the pages of a scan and refuses what is cut, encrypted, damaged, or too large to be decoded. Nothing is
 * decoded here. Throws `InputError`.
 */
export async function inspectScan(path: string, source: ByteSource, format: Scan["format"]): Promise<number> {
  switch (format) {
    case "pdf":
      return pdfPages(path, source);
    case "tiff": {
      const pages = await tiffPages(source);
      await readableSize(path);
      return pages;
    }
    case "jpeg":
      await checkJpegEnd(source);
      await readableSize(path);
      return 1;
    case "png":
      await checkPngEnd(source);
      await readableSize(path);
      return 1;
    case "webp":
      await checkWebpEnd(source);
      return (await readableSize(path)) ?? 1;
    case "jpeg2000": {
      const { width, height } = await jpeg2000Header(source);
      refuseTooLarge(width, height);
      await checkJpeg2000End(source);
      return 1;
    }
    case "gif":
      return (await readableSize(path)) ?? 1;
  }
}

/** Why a file of unknown format cannot be taken, with the name of what it is if that is known. */
export function refuseFormat(head: Uint8Array): InputError {
  const known = describeUnknown(head);
  return known === undefined
    ? new InputError("the file's first bytes are those of no image or PDF", {
        code: "FORMAT_UNKNOWN",
        hint: "Upload JPEG, PNG, TIFF, WebP, GIF, JPEG 2000 or PDF. If it should be one of these, the file is damaged.",
      })
    : new InputError(`the file is ${known.name}, which is not read`, {
        code: "FORMAT_UNSUPPORTED",
        hint: known.remedy,
      });
}

async function pdfPages(path: string, source: ByteSource): Promise<number> {
  const { pages, dynamicForm } = await withPdf(path, (file) => ({
    pages: file.pages,
    dynamicForm: isDynamicForm(file),
  }));
  await checkPdfEnd(source);
  if (dynamicForm) {
    throw new InputError("the PDF is a dynamic form (XFA), whose pages only Adobe's programs can draw", {
      code: "PDF_XFA",
      hint: "Open it in Adobe Reader and print it to a new PDF.",
    });
  }
  if (pages > 0) return pages;
  throw new InputError("the PDF has no pages", {
    code: "PDF_EMPTY",
    hint: "Open it in a PDF reader; if it shows pages, print them to a new PDF.",
  });
}

/** Frames, if there are several; throws `InputError` if sharp cannot read the header or the picture is too large. */
async function readableSize(path: string): Promise<number | undefined> {
  try {
    // Without the pixel limit, so that the message can name the size; nothing is decoded for the metadata.
    const { width, height, pages } = await sharp(path, { failOn: "error", limitInputPixels: false }).metadata();
    refuseTooLarge(width, height);
    return pages;
  } catch (error) {
    throw asUnreadable(error, 1);
  }
}
