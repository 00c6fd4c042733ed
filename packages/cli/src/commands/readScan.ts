import { ConfigError, fromErrorRecord } from "@malmoi/core";
import { findLanguage, type LanguageTag, type Page } from "@malmoi/schemas";
import { type ReadOptions, type ScanReader, startScanReader } from "./readScans.ts";

/** Throws `ConfigError` for a tag that has no row in `LANGUAGES`. */
export function checkLanguages(tags: readonly string[]): LanguageTag[] {
  for (const tag of tags) {
    if (findLanguage(tag) !== undefined) continue;
    throw new ConfigError(`unknown language ${JSON.stringify(tag)}`, {
      code: "LANGUAGE_UNKNOWN",
      hint: "Use a tag such as tha_Thai; `malmoi languages` lists them.",
    });
  }
  return [...tags];
}

let reader: Promise<ScanReader> | undefined;

/**
 * Reads the pages of one file with the worker processes of this command, which `closeReader` ends. Calls may overlap:
 * each page goes to the next free worker. Throws the error of the file, or of its first page that cannot be read, and
 * `ConfigError` for a missing model.
 */
export async function* readScan(path: string, options: ReadOptions): AsyncGenerator<Page> {
  reader ??= startScanReader();
  for await (const event of (await reader).read([path], options)) {
    if (event.kind === "failed") throw fromErrorRecord(event.error);
    if (event.kind === "page") yield event.page;
  }
}

/** Ends the worker processes of `readScan`, if any were started. */
export async function closeReader(): Promise<void> {
  const old = reader;
  reader = undefined;
  await (await old)?.close();
}
