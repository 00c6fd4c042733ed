import { resolveModels } from "@malmoi/ocr";
import { LANGUAGES } from "@malmoi/schemas";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";

const Options = z.object({ json: z.boolean().default(false) });

async function isInstalled(model: string): Promise<boolean> {
  return await resolveModels([model]).then(
    () => true,
    () => false,
  );
}

/** `malmoi languages`. Returns the exit code. */
export async function languagesCommand(rawOptions: unknown): Promise<number> {
  const { json } = parseOptions(Options, rawOptions);
  const models = new Map<string, boolean>();
  for (const { tesseract } of LANGUAGES) {
    if (!models.has(tesseract)) models.set(tesseract, await isInstalled(tesseract));
  }
  const rows = LANGUAGES.map(({ tag, name, nativeName, tesseract }) => ({
    tag,
    name,
    nativeName,
    model: tesseract,
    installed: models.get(tesseract) === true,
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
