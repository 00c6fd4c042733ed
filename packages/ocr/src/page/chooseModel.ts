import { ConfigError } from "@malmoi/core";
import { findLanguage, type Language, type LanguageTag, SCRIPTS } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine, Recognition } from "../engine/engine.ts";
import type { Model } from "../engine/models.ts";
import { coverageOf } from "./coverage.ts";
import { densestStrip } from "./densestStrip.ts";
import { type Ink, inkOf } from "./ink.ts";

/** Says which of the candidates a text is in; what is no candidate (`und`) means "cannot tell". */
export type Identify = (text: string, candidates: readonly LanguageTag[]) => LanguageTag;

export type ModelFiles = Readonly<Record<string, { readonly path: string; readonly sha256: string }>>;

export interface ChooseModelOptions {
  readonly engine: OcrEngine;
  readonly identify: Identify;
  readonly languages: readonly LanguageTag[];
  readonly models: ModelFiles;
}

/**
 * The model to read a page with, from the languages it may be in. With one model there is nothing to choose. Otherwise
 * the densest strip of the page is read with one model of each script; the script with the best confidence x coverage x
 * share of its own letters wins; and among its models `identify` decides by the text that came out.
 * Depends on nothing but the page and the options: not on other pages, nor on their order.
 */
export async function chooseModel(page: PageImage, ink: Ink, options: ChooseModelOptions): Promise<Model> {
  const candidates = options.languages.map(known);
  const models = new Set(candidates.map(({ tesseract }) => tesseract));
  const [only] = models;
  if (only === undefined) throw noLanguages();
  if (models.size === 1) return modelOf(only, options.models);

  const strip = densestStrip(page, ink);
  const stripInk = inkOf(strip);
  let best: { readonly group: readonly Language[]; readonly text: string; readonly score: number } | undefined;
  for (const group of byScript(candidates)) {
    const [first] = group;
    if (first === undefined) continue;
    const model = modelOf(first.tesseract, options.models);
    const reading = await options.engine.recognise(strip, { model, pageSegmentation: "block" });
    const score = reading.confidence * coverageOf(stripInk, reading.blocks, strip.dpi) * ownShare(reading, first);
    if (best === undefined || score > best.score) best = { group, text: reading.text, score };
  }
  const group = best?.group ?? candidates;
  const tags = group.map(({ tag }) => tag);
  const oneModel = new Set(group.map(({ tesseract }) => tesseract)).size === 1;
  const identified = oneModel ? undefined : options.identify(best?.text ?? "", tags);
  const language = group.find(({ tag }) => tag === identified) ?? group[0];
  return modelOf(language?.tesseract ?? only, options.models);
}

/** Languages in their order, grouped by script in the order of each script's first language. */
function byScript(languages: readonly Language[]): Language[][] {
  const groups = new Map<string, Language[]>();
  for (const language of languages) {
    const group = groups.get(language.script);
    if (group === undefined) groups.set(language.script, [language]);
    else group.push(language);
  }
  return [...groups.values()];
}

/** 0-1: share of the letters that are of the language's script. All models also know Latin, and fall back on it. */
function ownShare({ text }: Recognition, { script }: Language): number {
  const letters = text.match(/\p{L}/gu) ?? [];
  const own = new RegExp(SCRIPTS[script].unicode.map((name) => `\\p{Script=${name}}`).join("|"), "u");
  return letters.length === 0 ? 0 : letters.filter((letter) => own.test(letter)).length / letters.length;
}

function known(tag: LanguageTag): Language {
  const language = findLanguage(tag);
  if (language !== undefined) return language;
  throw new ConfigError(`no recognition model is known for the language ${tag}`, {
    code: "LANGUAGE_UNKNOWN",
    hint: "Declare one of the languages that `malmoi languages` lists.",
  });
}

function modelOf(name: string, models: ModelFiles): Model {
  const file = models[name];
  if (file !== undefined) return { name, path: file.path, sha256: file.sha256 };
  throw new ConfigError(`the recognition model "${name}" was not resolved for this run`, {
    code: "MODEL_MISSING",
    hint: `Add a language that uses it to the pipeline's languages, or install it: \`pnpm --filter @malmoi/ocr add @tesseract.js-data/${name}\`.`,
  });
}

function noLanguages(): ConfigError {
  return new ConfigError("no language was given to read the page in", {
    code: "NO_LANGUAGES",
    hint: "Name at least one language, for example `languages: [tha_Thai]`.",
  });
}
