import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { InputError } from "@malmoi/core";
import { identify } from "@malmoi/language";
import { findLanguage } from "@malmoi/schemas";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { percent, table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";

const Options = z.object({ json: z.boolean().default(false) });

async function readText(file: string): Promise<string> {
  if (file === "-") return await text(process.stdin);
  return await readFile(file, "utf8").catch((error: unknown) => {
    throw new InputError(`cannot read ${file}`, { code: "FILE_UNREADABLE", hint: "Check the path.", cause: error });
  });
}

/** `malmoi identify`. Returns the exit code. */
export async function identifyCommand(file: string, rawOptions: unknown): Promise<number> {
  const { json } = parseOptions(Options, rawOptions);
  const found = identify(await readText(file), {});
  if (json) {
    process.stdout.write(`${JSON.stringify(found)}\n`);
    return EXIT.complete;
  }
  const nameOf = (tag: string): string => findLanguage(tag)?.name ?? "unknown";
  const rows = found.languages.map(({ language, share }) => [language, nameOf(language), percent(share)]);
  process.stdout.write(`${found.language}  ${nameOf(found.language)}  (script ${found.script})\n`);
  if (rows.length > 1) process.stdout.write(`${table(rows)}\n`);
  return EXIT.complete;
}
