import { rename, writeFile } from "node:fs/promises";
import { brotliCompressSync, constants } from "node:zlib";
import { calibrate, leastScores, packModel, sectionsOf, trainModel } from "@malmoi/language";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, duration, percent } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";
import { readLanguageTexts } from "./languageTexts.ts";

const Options = z.object({
  out: z.string(),
  dev: z.string(),
  samples: z.coerce.number().int().positive().optional(),
  epochs: z.coerce.number().int().positive().optional(),
});

const SAID_EVERY = 2000;

/** `malmoi train language`. Returns the exit code. */
export async function trainLanguageCommand(folder: string, rawOptions: unknown): Promise<number> {
  const { out, dev, samples, epochs } = parseOptions(Options, rawOptions);
  const { texts, ignored } = await readLanguageTexts(folder);
  const held = await readLanguageTexts(dev);
  const say = (text: string): unknown => process.stderr.write(`${text}\n`);
  if (ignored.length > 0) say(`left alone, for they are named after no known language: ${ignored.join(", ")}`);
  const training = trainModel(texts, {
    ...(samples === undefined ? {} : { samples }),
    ...(epochs === undefined ? {} : { epochs }),
  });
  let said = 0;
  let began = performance.now();
  let script = "";
  let next = training.next();
  while (next.done !== true) {
    const progress = next.value;
    if (progress.script !== script) [script, began] = [progress.script, performance.now()];
    if (performance.now() - said > SAID_EVERY) {
      said = performance.now();
      const left = ((said - began) * (progress.total - progress.done)) / progress.done;
      const done = `${count(progress.done)} of ${count(progress.total)} samples`;
      say(`${script}: ${done}, ${percent(progress.accuracy)} right, ${duration(left)} left`);
    }
    next = training.next();
  }
  say("calibrating");
  const sections = next.value.map((section) => ({ ...section, calibration: calibrate(section, held.texts) }));
  say("measuring from which score on each language is believed");
  const model = { sections, leastScores: leastScores(held.texts, sectionsOf({ sections })) };
  const packed = brotliCompressSync(packModel(model), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
  await writeFile(`${out}.unfinished`, packed);
  await rename(`${out}.unfinished`, out);
  const languages = sections.reduce((sum, { labels }) => sum + labels.length - 1, 0);
  say(`${out}: ${languages} languages in ${sections.length} scripts, ${(packed.length / 1e6).toFixed(1)} MB`);
  return EXIT.complete;
}
