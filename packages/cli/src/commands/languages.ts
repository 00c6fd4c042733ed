import { LANGUAGES } from "@malmoi/schemas";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";
import { readableLanguages } from "./readableLanguages.ts";

const Options = z.object({ json: z.boolean().default(false) });

/** `malmoi languages`. Returns the exit code. */
export async function languagesCommand(rawOptions: unknown): Promise<number> {
  const { json } = parseOptions(Options, rawOptions);
  const readable = new Set(await readableLanguages());
  const rows = LANGUAGES.map((language) => ({
    tag: language.tag,
    name: language.name,
    nativeName: language.nativeName,
    model: language.tesseract,
    installed: readable.has(language),
  }));
  if (json) {
    process.stdout.write(`${JSON.stringify(rows)}\n`);
    return EXIT.complete;
  }
  const cells = rows.map(({ tag, name, nativeName, model, installed }) => [
    tag,
    name,
    nativeName,
    `${model}${installed ? "" : " (not installed)"}`,
  ]);
  process.stdout.write(`${table([["tag", "language", "own name", "model"], ...cells], { indent: "" })}\n`);
  return EXIT.complete;
}
