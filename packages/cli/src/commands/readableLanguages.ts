import { findModel } from "@malmoi/ocr";
import { type Language, LANGUAGES } from "@malmoi/schemas";

/** The languages of `LANGUAGES` that can be read here: their recognition model is there. `folder` is looked into first. */
export async function readableLanguages(folder?: string): Promise<Language[]> {
  const present = new Map<string, boolean>();
  for (const { tesseract } of LANGUAGES) {
    if (present.has(tesseract)) continue;
    present.set(tesseract, (await findModel(tesseract, folder === undefined ? {} : { folder })) !== undefined);
  }
  return LANGUAGES.filter(({ tesseract }) => present.get(tesseract) === true);
}
