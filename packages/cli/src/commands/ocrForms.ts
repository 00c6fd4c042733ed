import { ConfigError } from "@malmoi/core";
import { alto, documentWriter, type DocumentWriter, hocr } from "@malmoi/ocr";
import type { Language, Page } from "@malmoi/schemas";
import { malmoiVersion } from "../build/runRecord.ts";
import type { OcrForm } from "./ocrFormNames.ts";

/** Turns pages into what goes to standard output, each as soon as it is read. */
export interface OcrWriter {
  /** @throws ConfigError for the second file of a form that is one document for each file. */
  page(file: string, page: Page): string;
  /** What is still missing at the end, also of a run that was cut short. */
  end(): string;
}

function severalFiles(form: OcrForm): ConfigError {
  return new ConfigError(`--format ${form} makes one document of one file, and there are several`, {
    code: "SEVERAL_DOCUMENTS",
    hint: "Give one file at a time, and send each to a file of its own: malmoi ocr a.pdf --format alto > a.xml",
  });
}

function oneDocument(form: "hocr" | "alto", languages: readonly Language[]): OcrWriter {
  let current: { readonly file: string; readonly writer: DocumentWriter } | undefined;
  return {
    page(file, page) {
      if (current !== undefined && current.file !== file) throw severalFiles(form);
      current ??= {
        file,
        writer: documentWriter(form === "hocr" ? hocr : alto, { source: file, languages, version: malmoiVersion() }),
      };
      return current.writer.page(page);
    },
    end: () => current?.writer.end() ?? "",
  };
}

/** A writer of a form for `files` as they were named. Throws `ConfigError` if they can be no one document. */
export function ocrWriter(form: OcrForm, files: readonly string[], languages: readonly Language[]): OcrWriter {
  switch (form) {
    case "json":
      return { page: (file, page) => `${JSON.stringify({ file, ...page })}\n`, end: () => "" };
    case "text":
      // A form feed ends a page, as in pdftotext and Tesseract.
      return { page: (_file, page) => `${page.text}\n\f`, end: () => "" };
    case "hocr":
    case "alto":
      if (files.length > 1) throw severalFiles(form);
      return oneDocument(form, languages);
  }
}
