import { rename, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants } from "node:zlib";
import { type CharacterModel, packModels, trainCharacters } from "@malmoi/clean";
import { misread } from "@malmoi/language";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { count } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";
import { readLanguageTexts } from "./languageTexts.ts";

const Options = z.object({ out: z.string(), dev: z.string() });

/** `malmoi train quality`. Returns the exit code. */
export async function trainQualityCommand(folder: string, rawOptions: unknown): Promise<number> {
  const { out, dev } = parseOptions(Options, rawOptions);
  const { texts, ignored } = await readLanguageTexts(folder);
  const held = (await readLanguageTexts(dev)).texts;
  const say = (text: string): unknown => process.stderr.write(`${text}\n`);
  if (ignored.length > 0) say(`left alone, for they are named after no known language: ${ignored.join(", ")}`);
  const models: CharacterModel[] = [];
  for (const [language, lines] of texts) {
    models.push(trainCharacters(language, { lines, dev: held.get(language) ?? lines, misread }));
    say(`${language} (${count(models.length)} of ${count(texts.size)})`);
  }
  const packed = brotliCompressSync(packModels(models), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
  await writeFile(`${out}.unfinished`, packed);
  await rename(`${out}.unfinished`, out);
  say(`${out}: ${count(models.length)} languages, ${(packed.length / 1e6).toFixed(1)} MB`);
  return EXIT.complete;
}
