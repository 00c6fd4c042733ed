import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@malmoi/core";
import { findLanguage, type LanguageTag } from "@malmoi/schemas";

export interface LanguageTexts {
  /** Lines that are not empty, by tag, in order of tags. */
  readonly texts: ReadonlyMap<LanguageTag, readonly string[]>;
  /** Files that are named after no language that Malmoi knows. */
  readonly ignored: readonly string[];
}

/** Reads a folder of `<tag>.txt`, a sentence a line. Throws `ConfigError` if it holds none. */
export async function readLanguageTexts(folder: string): Promise<LanguageTexts> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new ConfigError(`cannot read the folder ${folder}`, {
      code: "FOLDER_UNREADABLE",
      hint: "Name a folder of <tag>.txt files, such as tha_Thai.txt, with one sentence a line.",
      cause: error,
    });
  });
  const files = names.filter((name) => name.endsWith(".txt")).toSorted();
  const known = files.filter((name) => findLanguage(name.slice(0, -4)) !== undefined);
  if (known.length === 0) {
    throw new ConfigError(`${folder} holds no text of a known language`, {
      code: "NO_LANGUAGE_TEXTS",
      hint: "Its files must be named by language, such as tha_Thai.txt; `malmoi languages` lists the tags.",
    });
  }
  const texts = new Map<LanguageTag, readonly string[]>();
  for (const name of known) {
    // oxlint-disable-next-line no-await-in-loop -- one file at a time
    const text = await readFile(join(folder, name), "utf8");
    texts.set(
      name.slice(0, -4),
      text.split("\n").filter((line) => line.trim() !== ""),
    );
  }
  return { texts, ignored: files.filter((name) => !known.includes(name)) };
}
