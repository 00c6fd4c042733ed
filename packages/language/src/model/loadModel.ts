import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { sha256 } from "@malmoi/core";
import type { ScriptCode } from "@malmoi/schemas";
import type { LanguageModel, Section } from "./languageModel.ts";
import { unpackModel } from "./modelFile.ts";
import { type Scorer, scorerOf } from "./scorer.ts";

/** The model that comes with the package; its card is beside it. */
export const MODEL_FILE = new URL("../../model/languages.model.br", import.meta.url);

let digest: string | undefined;

/** The first 16 digits of the SHA-256 of the model's file: what identification depends on. */
export function modelDigest(): string {
  digest ??= sha256(readFileSync(MODEL_FILE)).slice(0, 16);
  return digest;
}

export interface ScoredSection {
  readonly section: Section;
  readonly score: Scorer;
}

/** Sections by script; none where the script alone tells the language. */
export type Sections = (script: ScriptCode) => ScoredSection | undefined;

/** The sections of a model, each with a scorer that is made once. */
export function sectionsOf({ sections }: Pick<LanguageModel, "sections">): Sections {
  const byScript = new Map(sections.map((section) => [section.script, { section, score: scorerOf(section) }]));
  return (script) => byScript.get(script);
}

let loaded: LanguageModel | undefined;
let scored: Sections | undefined;

/** The package's own model, read when it is first asked for (0.1 s, 15 MB). Throws `ConfigError` if it is damaged. */
export function languageModel(): LanguageModel {
  loaded ??= unpackModel(brotliDecompressSync(readFileSync(MODEL_FILE)));
  return loaded;
}

/** The sections of the package's own model. */
export const ownSections: Sections = (script) => {
  scored ??= sectionsOf(languageModel());
  return scored(script);
};
