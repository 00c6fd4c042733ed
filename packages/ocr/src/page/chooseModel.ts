import { ConfigError } from "@malmoi/core";
import { findLanguage, type Language, type LanguageTag } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine } from "../engine/engine.ts";
import type { Model } from "../engine/models.ts";
import { coverageOf } from "./coverage.ts";
import { densestStrip } from "./densestStrip.ts";
import { type Ink, inkOf } from "./ink.ts";
import { movedBack } from "./movedBack.ts";
import { plausibility } from "./plausibility.ts";
import { prepare } from "./prepare.ts";

/** Says which of the candidates a text is in; what is no candidate (`und`) means "cannot tell". */
export type Identify = (text: string, candidates: readonly LanguageTag[]) => LanguageTag;

export type ModelFiles = Readonly<Record<string, { readonly path: string; readonly sha256: string }>>;

export interface ChooseModelOptions {
  readonly engine: OcrEngine;
  readonly identify: Identify;
  readonly languages: readonly LanguageTag[];
  readonly models: ModelFiles;
}

/** A reading this plausible, or this many times as plausible as the next script's, settles which script it is. */
const CONVINCING = 0.6;
const CLEAR_LEAD = 2;

interface Probe {
  readonly group: readonly Language[];
  readonly text: string;
  readonly score: number;
}

/** What came of reading a strip of a page with the models that its languages allow. */
export interface ProbedModel {
  readonly model: Model;
  /** 0-1: `plausibility` of the best reading. */
  readonly score: number;
}

/**
 * The model to read a page with, from the languages it may be in. With one model there is nothing to choose; else the
 * densest strip of the page is read (`probeModels`).
 */
export async function chooseModel(page: PageImage, ink: Ink, options: ChooseModelOptions): Promise<Model> {
  const [only, ...others] = new Set(options.languages.map((tag) => known(tag).tesseract));
  if (only === undefined) throw noLanguages();
  if (others.length === 0) return modelOf(only, options.models);
  const { model } = await probeModels(densestStrip(page, ink), options);
  return model;
}

/**
 * Reads a strip with the first model of each script. If the best of these readings convinces, its script is the page's,
 * and the script's other models read the strip too; else all models do. In the script of the best reading, `identify`
 * then decides by the text that came out.
 * Depends on nothing but the strip and the options: not on other pages, nor on their order.
 */
export async function probeModels(strip: PageImage, options: ChooseModelOptions): Promise<ProbedModel> {
  const candidates = options.languages.map(known);
  const [first] = candidates;
  if (first === undefined) throw noLanguages();
  const only = first.tesseract;
  const stripInk = inkOf(strip);
  const probe = async (name: string, group: readonly Language[]): Promise<Probe> => {
    const model = modelOf(name, options.models);
    const { image, toSource } = await prepare(strip, stripInk, group[0]?.script ?? first.script);
    const reading = movedBack(await options.engine.recognise(image, { model, pageSegmentation: "block" }), toSource);
    const coverage = coverageOf(stripInk, reading.blocks, strip.dpi);
    const scores = group.map((language) => plausibility({ ...reading, coverage }, language));
    return { group, text: reading.text, score: Math.max(...scores) };
  };

  const groups = byScript(candidates).map((group) => ({ group, models: modelsOf(group) }));
  let best: Probe | undefined;
  const consider = (probed: Probe): void => {
    if (best === undefined || probed.score > best.score) best = probed;
  };
  const firsts: number[] = [];
  for (const { group, models } of groups) {
    const probed = await probe(models[0] ?? only, group);
    firsts.push(probed.score);
    consider(probed);
  }
  const winner = best?.group;
  const [top = 0, next = 0] = firsts.toSorted((a, b) => b - a);
  const convinced = top >= CONVINCING || top >= CLEAR_LEAD * next;
  for (const { group, models } of groups) {
    if (convinced && group !== winner) continue;
    for (const name of models.slice(1)) consider(await probe(name, group));
  }
  return { model: modelOf(decide(best, options.identify) ?? only, options.models), score: best?.score ?? 0 };
}

/** The model of the language that the best reading is in. */
function decide(best: Probe | undefined, identify: Identify): string | undefined {
  if (best === undefined) return undefined;
  const { group, text } = best;
  if (modelsOf(group).length === 1) return group[0]?.tesseract;
  const tag = identify(
    text,
    group.map((language) => language.tag),
  );
  return (group.find((language) => language.tag === tag) ?? group[0])?.tesseract;
}

function modelsOf(group: readonly Language[]): string[] {
  return [...new Set(group.map(({ tesseract }) => tesseract))];
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
