import { InputError } from "@malmoi/core";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { callPdfium, discardPdfium, pdfium, type Pdfium } from "./pdfium.ts";

/** An open PDF. `handle` is PDFium's document. */
export interface PdfFile {
  readonly module: Pdfium;
  readonly handle: number;
  readonly pages: number;
  readonly bytes: number;
  /** Of the bytes that were opened. */
  readonly sha256: string;
  /** Some image of it may be drawn otherwise than its own data say: inverted, masked, its colours mixed differently. */
  readonly altersImages: boolean;
}

/** FPDF_GetLastError, fpdfview.h. */
const ERROR_PASSWORD = 4;
const ERROR_SECURITY = 5;

/** WebAssembly addresses 4 GB, and rendering needs its share of them. */
const LARGEST_PDF = 1_500_000_000;

let last: { path: string; mtimeNs: bigint; file: PdfFile; data: number } | undefined;

/**
 * Opens a PDF and hands it to `use`. The last opened file stays open, since the pages of a document are usually
 * recognised one after the other. Throws `InputError` PDF_ENCRYPTED, PDF_BROKEN, PDF_TOO_LARGE, and PDF_CRASHED when
 * PDFium itself breaks on it.
 */
export async function withPdf<Result>(path: string, use: (file: PdfFile) => Result | Promise<Result>): Promise<Result> {
  try {
    return await use(await openPdf(path));
  } catch (error) {
    if (!isCrash(error)) throw error;
    last = undefined;
    discardPdfium();
    throw new InputError(`PDFium cannot cope with this file: ${error instanceof Error ? error.message : ""}`.trim(), {
      code: "PDF_CRASHED",
      hint: "Print the file to a new PDF, or export its pages as TIFF, and upload that.",
      cause: error,
    });
  }
}

/** fpdf_formfill.h: a form whose pages are drawn by a program; the page that the file holds says "Please wait". */
const FORM_XFA_FULL = 2;

export function isDynamicForm({ module, handle }: PdfFile): boolean {
  return callPdfium(module, "FPDF_GetFormType", handle) === FORM_XFA_FULL;
}

/** Closes the PDF that was kept open, if any. */
export function closePdf(): void {
  const old = last;
  last = undefined;
  if (old === undefined) return;
  callPdfium(old.file.module, "FPDF_CloseDocument", old.file.handle);
  old.file.module.wasmExports.free(old.data);
}

async function openPdf(path: string): Promise<PdfFile> {
  const { mtimeNs, size } = await stat(path, { bigint: true });
  if (last?.path === path && last.mtimeNs === mtimeNs && last.file.bytes === Number(size)) return last.file;
  closePdf();
  const bytes = await readFile(path);
  if (bytes.length > LARGEST_PDF) throw tooLarge(bytes.length);
  const module = await pdfium();
  const data = module.wasmExports.malloc(bytes.length);
  if (data === 0) throw tooLarge(bytes.length);
  module.HEAPU8.set(bytes, data);
  const handle = callPdfium(module, "FPDF_LoadMemDocument", data, bytes.length, 0);
  if (handle === 0) {
    const error = callPdfium(module, "FPDF_GetLastError");
    module.wasmExports.free(data);
    throw cannotOpen(error);
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const pages = callPdfium(module, "FPDF_GetPageCount", handle);
  const file = { module, handle, pages, bytes: bytes.length, sha256, altersImages: altersImages(bytes) };
  last = { path, mtimeNs, file, data };
  return file;
}

/** Entries of an image's dictionary, which is never packed. /DecodeParms says only how to unpack. */
const ALTERING = ["/Decode", "/SMask", "/Mask", "/ColorTransform"];

function altersImages(bytes: Buffer): boolean {
  return ALTERING.some((name) => {
    let at = bytes.indexOf(name);
    while (at !== -1 && bytes.toString("latin1", at, at + 12) === "/DecodeParms") at = bytes.indexOf(name, at + 1);
    return at !== -1;
  });
}

/** Traps of WebAssembly and Emscripten's abort() are RuntimeErrors (a name that TypeScript's Node types lack). */
function isCrash(error: unknown): boolean {
  return error instanceof Error && (error.name === "RuntimeError" || error.message.startsWith("Aborted("));
}

function cannotOpen(error: number): InputError {
  if (error === ERROR_PASSWORD || error === ERROR_SECURITY) {
    return new InputError("the PDF is protected by a password", {
      code: "PDF_ENCRYPTED",
      hint: "Remove the password (for example with `qpdf --decrypt`), and upload the file again.",
    });
  }
  return new InputError("the PDF is damaged and cannot be opened", {
    code: "PDF_BROKEN",
    hint: "Open it in a PDF reader; if it shows, print it to a new PDF, else upload the original again.",
  });
}

function tooLarge(bytes: number): InputError {
  return new InputError(`the PDF has ${Math.round(bytes / 1e6)} MB, more than fits into memory`, {
    code: "PDF_TOO_LARGE",
    hint: "Split it into files of a few hundred pages (for example with `qpdf --split-pages=200`).",
  });
}
