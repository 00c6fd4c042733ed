import { secondReaderFailure } from "@malmoi/ocr";
import { ENGINE_NAMES, findLanguage } from "@malmoi/schemas";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { parseOptions } from "./build.ts";
import { readableLanguages } from "./readableLanguages.ts";
import { checkLanguages } from "./readScan.ts";
import { OCR_FORMS } from "./ocrFormNames.ts";
import { ocrWriter } from "./ocrForms.ts";
import { startScanReader } from "./readScans.ts";

const Options = z.object({
  language: z.array(z.string()).min(1).optional(),
  format: z.enum(OCR_FORMS).default("text"),
  models: z.string().optional(),
  engine: z.enum(ENGINE_NAMES).optional(),
  textLayer: z.boolean().default(true),
});

/**
 * `malmoi ocr`: files, folders and ZIP archives, in the order given. What cannot be read is named on standard error,
 * page by page, and the rest goes on. Returns the exit code.
 */
export async function ocrCommand(files: readonly string[], rawOptions: unknown): Promise<number> {
  const { language, format, models, engine, textLayer } = parseOptions(Options, rawOptions);
  const languages =
    language === undefined ? (await readableLanguages(models)).map(({ tag }) => tag) : checkLanguages(language);
  if (language === undefined) {
    process.stderr.write(
      `malmoi: no --language given: each page is tried in all ${languages.length} that can be read; naming the ones to expect is surer, and several times faster\n`,
    );
  }
  const writer = ocrWriter(
    format,
    files,
    languages.flatMap((tag) => findLanguage(tag) ?? []),
  );
  const reader = await startScanReader();
  let exit: number = EXIT.complete;
  let said = false;
  try {
    for await (const event of reader.read(files, { languages, models, engine, textLayer })) {
      if (event.kind === "page") {
        process.stdout.write(writer.page(event.file, event.page));
        const why = secondReaderFailure(event.page);
        if (why === undefined || said) continue;
        said = true;
        process.stderr.write(`malmoi: ${event.file}: unsure lines stay as Tesseract read them: ${why}\n`);
      } else if (event.kind === "companion") process.stderr.write(`malmoi: ${event.file}: a text, left alone\n`);
      else {
        const place = event.number === undefined ? event.file : `${event.file} page ${event.number}`;
        process.stderr.write(
          `malmoi: ${place}: ${event.error.message.replaceAll(/\s*\n\s*/g, " ")} [${event.error.code}]\n  ${event.error.hint}\n`,
        );
        exit = EXIT.partial;
      }
    }
  } finally {
    process.stdout.write(writer.end());
    await reader.close();
  }
  return exit;
}
