import { identifyAmong } from "@malmoi/language";
import { closePdf, modelNames, openScan, processEngine, recognisePage, resolveModels } from "@malmoi/ocr";
import { findLanguage, type LanguageTag, type Page } from "@malmoi/schemas";
import { ConfigError } from "@malmoi/core";

interface ReadScanOptions {
  readonly languages: readonly LanguageTag[];
  /** Folder of models, looked into first. */
  readonly models?: string | undefined;
  readonly textLayer: boolean;
}

/** Throws `ConfigError` for a tag that has no row in `LANGUAGES`. */
export function checkLanguages(tags: readonly string[]): LanguageTag[] {
  for (const tag of tags) {
    if (findLanguage(tag) !== undefined) continue;
    throw new ConfigError(`unknown language ${JSON.stringify(tag)}`, {
      code: "LANGUAGE_UNKNOWN",
      hint: "Use a tag such as tha_Thai; `malmoi languages` lists the known ones.",
    });
  }
  return [...tags];
}

/**
 * Reads the pages of one file in this process, with the same code as a build. Throws `InputError` for the file or a
 * page that cannot be read, `ConfigError` for a missing model.
 */
export async function* readScan(path: string, { languages, models, textLayer }: ReadScanOptions): AsyncGenerator<Page> {
  const files = await resolveModels(modelNames(languages), models === undefined ? {} : { folder: models });
  const { format, pages } = await openScan(path);
  try {
    for (let page = 1; page <= pages; page += 1) {
      yield await recognisePage(
        { path, format, page, languages, models: Object.fromEntries(files), textLayer },
        { engine: processEngine(), identify: identifyAmong },
      );
    }
  } finally {
    closePdf();
  }
}
