import { InputError } from "@malmoi/core";
import { closeEngine } from "@malmoi/ocr";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { parseOptions } from "./build.ts";
import { checkLanguages, readScan } from "./readScan.ts";

const Options = z.object({
  language: z.array(z.string()).min(1),
  format: z.enum(["text", "json"]).default("text"),
  models: z.string().optional(),
  textLayer: z.boolean().default(true),
});

/** `malmoi ocr`. A file that cannot be read is named on standard error, and the others go on. Returns the exit code. */
export async function ocrCommand(files: readonly string[], rawOptions: unknown): Promise<number> {
  const { language, format, models, textLayer } = parseOptions(Options, rawOptions);
  const languages = checkLanguages(language);
  let exit: number = EXIT.complete;
  try {
    for (const file of files) {
      try {
        for await (const page of readScan(file, { languages, models, textLayer })) {
          if (format === "json") process.stdout.write(`${JSON.stringify({ file, ...page })}\n`);
          // A form feed ends a page, as in pdftotext and Tesseract.
          else process.stdout.write(`${page.text}\n\f`);
        }
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        process.stderr.write(`malmoi: ${file}: ${error.message}\n  ${error.hint}\n`);
        exit = EXIT.partial;
      }
    }
  } finally {
    await closeEngine();
  }
  return exit;
}
