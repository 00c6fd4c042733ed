import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";
import { sha256 } from "@malmoi/core";
import type { LanguageTag } from "@malmoi/schemas";
import type { CharacterModel } from "./characterModel.ts";
import { readModels } from "./modelFile.ts";

/** The models that come with the package; their card is beside them. */
export const QUALITY_MODEL_FILE = new URL("../../model/characters.model.br", import.meta.url);

let digest: string | undefined;

/** The first 16 digits of the SHA-256 of the file: what quality signals depend on. */
export function qualityModelDigest(): string {
  digest ??= sha256(readFileSync(QUALITY_MODEL_FILE)).slice(0, 16);
  return digest;
}

/** Languages kept unpacked, a megabyte each. */
const MOST_KEPT = 12;

let packed: ReturnType<typeof readModels> | undefined;
const kept = new Map<LanguageTag, CharacterModel>();

/**
 * The model of a language; undefined for languages without one. The file is read at the first call (0.1 s); the last
 * dozen languages asked for are kept. Throws `ConfigError` if the file is damaged.
 */
export function characterModel(language: LanguageTag): CharacterModel | undefined {
  const known = kept.get(language);
  if (known !== undefined) return known;
  packed ??= readModels(brotliDecompressSync(readFileSync(QUALITY_MODEL_FILE)));
  const model = packed.get(language)?.();
  if (model === undefined) return undefined;
  const oldest = kept.keys().next();
  if (kept.size >= MOST_KEPT && oldest.done !== true) kept.delete(oldest.value);
  kept.set(language, model);
  return model;
}
