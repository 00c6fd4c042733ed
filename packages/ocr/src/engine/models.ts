import { ConfigError, sha256, systemCode } from "@malmoi/core";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { modelCacheFolder } from "./modelCacheFolder.ts";
import { PINNED_MODELS } from "./pinnedModels.ts";

/** A recognition model on disk; its identity is the digest of the file, compressed or not. */
export interface Model {
  /** Tesseract's name of it: `tha`. */
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
}

/** Where a model was found. */
export type ModelSource = "folder" | "this package" | "npm" | "installed Tesseract" | "downloaded";

export interface FoundModel {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly source: ModelSource;
}

/** Models that npm does not have. */
const OWN_MODELS = fileURLToPath(new URL("../../models", import.meta.url));

interface Place {
  readonly path: string;
  readonly source: ModelSource;
}

/**
 * Finds models by name: first in `folder` (`<name>.traineddata` or `.traineddata.gz`), then in this package's
 * own `models`, then among the installed npm packages `@tesseract.js-data/<name>`, then where an installed Tesseract keeps its own ($TESSDATA_PREFIX if it is set),
 * then among those that `downloadModel` fetched. Throws `ConfigError` MODEL_MISSING with the command that gets the first missing one.
 */
export async function resolveModels(
  names: Iterable<string>,
  { folder }: { readonly folder?: string } = {},
): Promise<Map<string, { path: string; sha256: string }>> {
  const found = new Map<string, { path: string; sha256: string }>();
  for (const name of [...new Set(names)].toSorted()) {
    const model = await findModel(name, folder === undefined ? {} : { folder });
    if (model === undefined) throw missing(name);
    found.set(name, { path: model.path, sha256: model.sha256 });
  }
  return found;
}

/** The model of that name that `resolveModels` takes, or undefined. */
export async function findModel(
  name: string,
  { folder }: { readonly folder?: string } = {},
): Promise<FoundModel | undefined> {
  const places: Place[] = [
    ...(folder === undefined ? [] : inFolder(folder, name, "folder")),
    ...inFolder(OWN_MODELS, name, "this package"),
    ...fromNpm(name),
    ...(await tesseractFolders()).flatMap((each) => inFolder(each, name, "installed Tesseract")),
    ...inFolder(modelCacheFolder(), name, "downloaded"),
  ];
  for (const { path, source } of places) {
    const bytes = await readIfThere(path);
    if (bytes !== undefined) return { path, sha256: sha256(bytes), bytes: bytes.length, source };
  }
  return undefined;
}

/** The model's bytes, unpacked. Throws `ConfigError` if the file is gone or no longer the one that was resolved. */
export async function readModel({ name, path, sha256: expected }: Model): Promise<Uint8Array> {
  const bytes = await readIfThere(path);
  if (bytes === undefined) throw missing(name);
  if (sha256(bytes) !== expected) {
    throw new ConfigError(`the model ${path} has changed since this run began`, {
      code: "MODEL_CHANGED",
      hint: "Run the same command again; pages read with the old model will be read again with the new one.",
    });
  }
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return packed ? gunzipSync(bytes) : bytes;
}

function inFolder(folder: string, name: string, source: ModelSource): Place[] {
  return [".traineddata", ".traineddata.gz"].map((ending) => ({ path: join(folder, `${name}${ending}`), source }));
}

/**
 * best_int and not 4.0.0, which is up to four times larger: on samples of 8 pages their error rates differ by less than
 * 0.1 points in Persian, Thai, Tamil, Portuguese, Spanish and Hebrew. Arabic is open: on 40 lines 4.0.0 had 22.1 % and
 * best_int 24.9 %.
 */
function fromNpm(name: string): Place[] {
  try {
    const entry = createRequire(import.meta.url).resolve(`@tesseract.js-data/${name}/package.json`);
    return [{ path: join(dirname(entry), "4.0.0_best_int", `${name}.traineddata.gz`), source: "npm" }];
  } catch {
    return [];
  }
}

async function tesseractFolders(): Promise<string[]> {
  // As Tesseract has it: what the user names is looked into, and no other.
  const prefix = process.env["TESSDATA_PREFIX"];
  if (prefix !== undefined && prefix !== "") return [prefix, join(prefix, "tessdata")];
  const folders = ["/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata"];
  // Debian keeps them by major version: /usr/share/tesseract-ocr/5/tessdata.
  const debian = "/usr/share/tesseract-ocr";
  const versions = await readdir(debian).catch((): string[] => []);
  return [...folders, ...versions.toSorted().map((version) => join(debian, version, "tessdata"))];
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return;
    throw error;
  }
}

function missing(name: string): ConfigError {
  const byHand = `put ${name}.traineddata into a folder and name that folder with --models, or as \`ocr.models\` in the pipeline file.`;
  return new ConfigError(`the recognition model "${name}" is not installed`, {
    code: "MODEL_MISSING",
    hint:
      name in PINNED_MODELS ? `Run \`malmoi models get ${name}\`. Or ${byHand}` : `If you have the model, ${byHand}`,
  });
}
