import { ConfigError } from "@malmoi/core";
import { findLanguage, type Language, type LanguageTag } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine } from "../engine/engine.ts";
import type { LineReader } from "../engine/lineReader.ts";
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
  readonly lines?: LineReader;
  readonly identify: Identify;
  readonly quality: EstimateQuality;
  readonly languages: readonly LanguageTag[];
  readonly models: ModelFiles;
}

/**
 * The estimated share of the characters of a text in a language that were read right, 0-1; undefined if that cannot be
 * told. The text may be a few letters only.
 */
export type EstimateQuality = (text: string, language: LanguageTag) => number | undefined;

/** A reading this plausible settles the matter: no wrong script's reading of 50 real strips in ten scripts reached 0.25. */
const CONVINCING = 0.5;
/** So does one this many times as plausible as the next script's. */
const CLEAR_LEAD = 2;

/** The languages of one script. */
type Group = readonly [Language, ...Language[]];

interface Probe {
  readonly group: Group;
  /** Of the group, the one that the text is in, and the first if that cannot be told. */
  readonly language: Language;
  readonly told: boolean;
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
 * Reads a strip with the first model of each script, until a reading convinces. In the script of the best one the model
 * of the language that `identify` names reads it too; only if that does not convince either, or it names none (Persian
 * read by the Arabic model), do all models of the script, and of those that it has no clear lead of. The language of
 * the best reading has the model.
 * Depends on nothing but the strip and the options: not on other pages, nor on their order.
 */
export async function probeModels(strip: PageImage, options: ChooseModelOptions): Promise<ProbedModel> {
  const groups = byScript(options.languages.map(known));
  const stripInk = inkOf(strip);
  const read = new Map<string, Probe>();
  const probe = async (name: string, group: Group): Promise<void> => {
    const [{ script }] = group;
    const key = `${script} ${name}`;
    if (read.has(key)) return;
    const model = modelOf(name, options.models);
    const { image, toSource } = await prepare(strip, stripInk, script);
    const reading = movedBack(await options.engine.recognise(image, { model, pageSegmentation: "block" }), toSource);
    const coverage = coverageOf(stripInk, reading.blocks, strip.dpi);
    const found = languageOf(reading.text, group, options.identify);
    const language = found ?? group[0];
    const score = plausibility({ ...reading, coverage }, language, options.quality(reading.text, language.tag));
    read.set(key, { group, language, told: found !== undefined, score });
  };
  const ranked = (): Probe[] => [...read.values()].toSorted((a, b) => b.score - a.score);
  const convinced = (): boolean => (ranked()[0]?.score ?? 0) >= CONVINCING;

  for (const group of groups) {
    await probe(group[0].tesseract, group);
    if (convinced()) break;
  }
  const firsts = ranked();
  const [leader] = firsts;
  if (leader === undefined) throw noLanguages();
  await probe(leader.language.tesseract, leader.group);
  if (!convinced() || ranked()[0]?.told !== true) {
    const within = convinced() ? 1 : CLEAR_LEAD;
    for (const { group, score } of firsts) {
      if (score * within < leader.score) continue;
      for (const { tesseract } of group) await probe(tesseract, group);
    }
  }
  const best = ranked()[0] ?? leader;
  return { model: modelOf(best.language.tesseract, options.models), score: best.score };
}

/** The language of the group that a text is in; undefined if the text does not tell. */
function languageOf(text: string, group: Group, identify: Identify): Language | undefined {
  if (group.length === 1) return group[0];
  const tag = identify(
    text,
    group.map((language) => language.tag),
  );
  return group.find((language) => language.tag === tag);
}

/** Languages in their order, grouped by script in the order of each script's first language. */
function byScript(languages: readonly Language[]): Group[] {
  const groups = new Map<string, [Language, ...Language[]]>();
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
