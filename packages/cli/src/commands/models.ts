import { downloadModel, findModel, PINNED_MODELS } from "@malmoi/ocr";
import { findLanguage, LANGUAGES } from "@malmoi/schemas";
import { ConfigError } from "@malmoi/core";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";

const ListOptions = z.object({ models: z.string().optional(), json: z.boolean().default(false) });
const GetOptions = z.object({ from: z.string().optional() });

/** `malmoi models`: every model that a known language needs, and where it is. Returns the exit code. */
export async function modelsCommand(rawOptions: unknown): Promise<number> {
  const { models: folder, json } = parseOptions(ListOptions, rawOptions);
  const names = [...new Set(LANGUAGES.map(({ tesseract }) => tesseract))].toSorted();
  const rows = await Promise.all(
    names.map(async (name) => {
      const found = await findModel(name, folder === undefined ? {} : { folder });
      return {
        model: name,
        languages: LANGUAGES.filter(({ tesseract }) => tesseract === name).map(({ tag }) => tag),
        present: found !== undefined,
        source: found?.source ?? null,
        path: found?.path ?? null,
        // Of the file that is there, else of the one that can be fetched.
        bytes: found?.bytes ?? PINNED_MODELS[name]?.bytes ?? null,
        sha256: found?.sha256 ?? PINNED_MODELS[name]?.sha256 ?? null,
      };
    }),
  );
  if (json) {
    process.stdout.write(`${JSON.stringify(rows)}\n`);
    return EXIT.complete;
  }
  const cells = rows.map(({ model, languages, source, bytes, sha256 }) => [
    model,
    source ?? `missing: malmoi models get ${model}`,
    bytes === null ? "" : count(bytes),
    sha256?.slice(0, 12) ?? "",
    languages.join(" "),
  ]);
  const head = ["model", "where from", "bytes", "sha256", "languages"];
  process.stdout.write(`${table([head, ...cells], { indent: "" })}\n`);
  return EXIT.complete;
}

/** `malmoi models get`: fetches what is not there yet. Takes tags of languages and names of models. Returns the exit code. */
export async function getModelsCommand(wanted: readonly string[], rawOptions: unknown): Promise<number> {
  const { from } = parseOptions(GetOptions, rawOptions);
  for (const name of new Set(wanted.map(modelOf))) {
    const found = await findModel(name);
    if (found !== undefined) {
      process.stdout.write(`${name}: there already (${found.source}), ${found.path}\n`);
      continue;
    }
    const path = await downloadModel(name, from === undefined ? {} : { base: from.replace(/\/$/, "") });
    process.stdout.write(`${name}: downloaded and verified, ${path}\n`);
  }
  return EXIT.complete;
}

function modelOf(wanted: string): string {
  const name = findLanguage(wanted)?.tesseract ?? wanted;
  if (name in PINNED_MODELS) return name;
  throw new ConfigError(`unknown language or model ${JSON.stringify(wanted)}`, {
    code: "MODEL_UNKNOWN",
    hint: "Use a tag such as khm_Khmr; `malmoi models` lists the models that can be had.",
  });
}
