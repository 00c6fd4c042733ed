import { readFile } from "node:fs/promises";
import { ConfigError } from "@malmoi/core";
import { plainMarkdown } from "./plainMarkdown.ts";

/**
 * The true text of a gold page: UTF-8, a byte order mark is dropped, `.md` loses its markup.
 * Throws `ConfigError` if the file is not UTF-8.
 */
export async function readTruth(path: string): Promise<string> {
  const bytes = await readFile(path);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ConfigError(`${path} is not UTF-8`, {
      code: "GOLD_NOT_UTF8",
      hint: "Save the file as UTF-8 and run the same command again.",
      cause: error,
    });
  }
  return path.toLowerCase().endsWith(".md") ? plainMarkdown(text) : text;
}
