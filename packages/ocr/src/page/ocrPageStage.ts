import type { Stage, TaskSpec } from "@malmoi/core";
import {
  ENGINE_NAMES,
  type EngineName,
  findLanguage,
  LanguageTag,
  type Page,
  PageSummary,
  Scan,
  Sha256,
  SourceFile,
} from "@malmoi/schemas";
import { join } from "node:path";
import { z } from "zod";
import { latinLineReader } from "../engine/latinLineReader.ts";
import { processEngine } from "../engine/processEngine.ts";
import { checkUnchanged } from "../intake/unchanged.ts";
import type { EstimateQuality, Identify } from "./chooseModel.ts";
import { recognisePage } from "./recognisePage.ts";

/** A scan whose pages are to be read. */
export interface OcrItem {
  readonly file: SourceFile;
  readonly scan: Scan;
  /** As declared by the institution; null if it said nothing. */
  readonly language: LanguageTag | null;
  /** Numbers of pages that need not be read: the same page is read in another scan. */
  readonly skip?: ReadonlySet<number>;
}

const ModelFile = z.strictObject({ path: z.string().min(1), sha256: Sha256 });
const ModelRecord = z.record(z.string(), ModelFile);

export interface OcrOptions {
  /** The pipeline's languages: candidates for scans of undeclared language, in order of preference. */
  readonly languages: readonly LanguageTag[];
  /** Use a PDF's own text where it can be trusted. */
  readonly textLayer: boolean;
  /** Models by name, of all candidates and all declared languages; see `resolveModels` and `modelNames`. */
  readonly models: Readonly<Record<string, z.infer<typeof ModelFile>>>;
  readonly engine: { readonly name: EngineName; readonly version: string };
  /** Name and version of what decodes; see `libraryVersions`. */
  readonly libraries: Readonly<Record<string, string>>;
}

export const OcrInput = z.strictObject({
  file: SourceFile,
  scan: Scan,
  page: z.int().positive(),
  languages: z.array(LanguageTag).min(1),
  textLayer: z.boolean(),
  models: ModelRecord,
  engine: z.enum(ENGINE_NAMES),
});
export type OcrInput = z.infer<typeof OcrInput>;

/** Tesseract's models for these languages, each once. Unknown languages have none. */
export function modelNames(languages: Iterable<LanguageTag>): string[] {
  const names = Array.from(languages, (tag) => findLanguage(tag)?.tesseract);
  return [...new Set(names.filter((name) => name !== undefined))].toSorted();
}

/** One task a page: reads it and writes `page.json`, a `Page`. */
export function ocrPageStage({
  identify,
  quality,
}: {
  readonly identify: Identify;
  readonly quality: EstimateQuality;
}): Stage<OcrItem, OcrOptions, OcrInput, PageSummary> {
  return {
    name: "ocr.page",
    version: "29",
    input: OcrInput,
    output: PageSummary,
    limits: { deadlineSeconds: 120, memoryMegabytes: 1500, attempts: 2 },
    plan: planPages,
    async run({ file, scan, page: number, languages, textLayer, models, engine }, context) {
      await checkUnchanged(file);
      const location = { path: join(file.folder, file.path), format: scan.format, page: number };
      const page = await recognisePage(
        { ...location, languages, models, textLayer },
        { engine: processEngine(engine), lines: latinLineReader, identify, quality },
      );
      await context.write("page.json", new TextEncoder().encode(`${JSON.stringify(page)}\n`));
      return summarisePage(page);
    },
  };
}

/** What the next stages need of a page. `chars` counts Unicode code points. */
export function summarisePage({ blocks: _blocks, text, ...rest }: Page): PageSummary {
  return { ...rest, chars: Array.from(text).length };
}

function* planPages({ file, scan, language, skip }: OcrItem, options: OcrOptions): Iterable<TaskSpec<OcrInput>> {
  const languages = candidates(language, options);
  const models = pick(options.models, modelNames(languages));
  const { textLayer } = options;
  const keyed = {
    languages,
    textLayer,
    // Digests and not paths: the same model in another folder reads the same.
    models: Object.fromEntries(Object.entries(models).map(([name, { sha256 }]) => [name, sha256])),
    engine: { ...options.engine },
    libraries: { ...options.libraries },
  };
  for (let page = 1; page <= scan.pages; page += 1) {
    if (skip?.has(page) === true) continue;
    yield {
      label: scan.pages === 1 ? file.path : `${file.path} page ${page}`,
      inputs: [scan.sha256],
      options: { page, ...keyed },
      input: { file, scan, page, languages, textLayer, models, engine: options.engine.name },
    };
  }
}

function pick<Value>(record: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}

/**
 * A declared language is believed, if there is a model for it; else the pipeline's languages of its script, else all
 * of them, stand in: an English letter among Spanish ones is read well enough to be recognised as English and left out.
 */
function candidates(declared: LanguageTag | null, { languages, models }: OcrOptions): LanguageTag[] {
  const language = findLanguage(declared ?? "und");
  if (language === undefined) return [...languages];
  if (language.tesseract in models) return [language.tag];
  const sameScript = languages.filter((tag) => findLanguage(tag)?.script === language.script);
  return sameScript.length > 0 ? sameScript : [...languages];
}
