import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@malmoi/core";
import { findLanguage, type Language } from "@malmoi/schemas";
import { z } from "zod";
import { pairGoldFiles } from "./pairGoldFiles.ts";

const SET_FILE = "set.json";

/** `set.json` of a gold set; further keys (source, licence, ...) are allowed and ignored. */
export const GoldSetFile = z.looseObject({ language: z.string().optional(), note: z.string().optional() });
export type GoldSetFile = z.infer<typeof GoldSetFile>;

export interface GoldPage {
  readonly name: string;
  /** Path of the scan; a file of several pages has one truth that covers them all. */
  readonly image: string;
  /** Path of the true text. */
  readonly truth: string;
}

export interface GoldSet {
  readonly language: Language;
  /** What whoever made the set wants known; may be empty. */
  readonly note: string;
  /** At least one, sorted by name. */
  readonly pages: readonly GoldPage[];
  /** Paths of scans without truth, truths without scan, and doubles. */
  readonly unpaired: readonly string[];
}

interface GoldSetOptions {
  /** Goes before the language of `set.json`. */
  readonly language?: Language | undefined;
}

const LANGUAGE_HINT = 'Write a set.json such as {"language": "tha_Thai"} into the folder, or use --language tha_Thai.';

async function filesOf(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    throw new ConfigError(`cannot read the gold set ${folder}`, {
      code: "GOLD_SET_UNREADABLE",
      hint: "Give the path of an existing folder with scans and their .gt.txt files.",
      cause: error,
    });
  }
}

async function readSetFile(path: string): Promise<GoldSetFile> {
  let value: unknown;
  try {
    // TextDecoder drops the byte order mark that Windows editors write.
    value = JSON.parse(new TextDecoder().decode(await readFile(path)));
  } catch (error) {
    throw new ConfigError(`${path} cannot be read as JSON`, {
      code: "GOLD_SET_FILE",
      hint: 'Correct it; it looks like {"language": "tha_Thai", "note": "..."}.',
      cause: error,
    });
  }
  const parsed = GoldSetFile.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ConfigError(`${path}: ${z.prettifyError(parsed.error)}`, {
    code: "GOLD_SET_FILE",
    hint: 'Correct it; it looks like {"language": "tha_Thai", "note": "..."}.',
    cause: parsed.error,
  });
}

function languageOf(folder: string, tag: string | undefined): Language {
  const language = tag === undefined ? undefined : findLanguage(tag);
  if (language !== undefined) return language;
  const problem = tag === undefined ? "does not say its language" : `has the unknown language ${JSON.stringify(tag)}`;
  throw new ConfigError(`the gold set ${folder} ${problem}`, { code: "GOLD_SET_LANGUAGE", hint: LANGUAGE_HINT });
}

/**
 * The gold set of a folder: `<page>.<ext>` beside `<page>.gt.txt` (or `.gt.md`), and an optional `set.json`. Subfolders
 * are not looked into. Throws `ConfigError` if the folder cannot be read, `set.json` is wrong, there is no pair, or
 * neither `set.json` nor the caller knows the language.
 */
export async function readGoldSet(folder: string, options: GoldSetOptions = {}): Promise<GoldSet> {
  const files = await filesOf(folder);
  const { pages, unpaired } = pairGoldFiles(files);
  if (pages.length === 0) {
    throw new ConfigError(`${folder} has no scan with its truth beside it`, {
      code: "GOLD_SET_EMPTY",
      hint: "Put the true text of page1.png into page1.gt.txt in the same folder, and so on for each page.",
    });
  }
  const { language: tag, note = "" } = files.includes(SET_FILE) ? await readSetFile(join(folder, SET_FILE)) : {};
  return {
    language: options.language ?? languageOf(folder, tag),
    note,
    pages: pages.map(({ name, image, truth }) => ({ name, image: join(folder, image), truth: join(folder, truth) })),
    unpaired: unpaired.map((name) => join(folder, name)),
  };
}
