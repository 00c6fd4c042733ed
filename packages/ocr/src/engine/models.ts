import { ConfigError, sha256, systemCode } from "@malmoi/core";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A recognition model on disk; its identity is the digest of the file, compressed or not. */
export interface Model {
  /** Tesseract's name of it: `tha`. */
  readonly name: string;
  readonly path: string;
  readonly sha256: string;
}

/** Models that Tesseract has and npm has not (checked in November 2026). */
const NOT_ON_NPM: ReadonlySet<string> = new Set(["khm"]);

/**
 * Finds models by name: first in `folder` (`<name>.traineddata` or `.traineddata.gz`), then among the installed npm
 * packages `@tesseract.js-data/<name>`, then where an installed Tesseract keeps its own. Throws `ConfigError`
 * MODEL_MISSING with the command that installs the first missing one.
 */
export async function resolveModels(
  names: Iterable<string>,
  { folder }: { readonly folder?: string } = {},
): Promise<Map<string, { path: string; sha256: string }>> {
  const found = new Map<string, { path: string; sha256: string }>();
  const installed = await tesseractFolders();
  for (const name of [...new Set(names)].toSorted()) {
    const paths = [
      ...(folder === undefined ? [] : inFolder(folder, name)),
      ...fromNpm(name),
      ...installed.flatMap((each) => inFolder(each, name)),
    ];
    found.set(name, await firstReadable(name, paths));
  }
  return found;
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

function inFolder(folder: string, name: string): string[] {
  return [join(folder, `${name}.traineddata`), join(folder, `${name}.traineddata.gz`)];
}

function fromNpm(name: string): string[] {
  try {
    const entry = createRequire(import.meta.url).resolve(`@tesseract.js-data/${name}/package.json`);
    // best_int: as accurate as the other set, a quarter of its size, and the more accurate one for Lao and Burmese.
    return [join(dirname(entry), "4.0.0_best_int", `${name}.traineddata.gz`)];
  } catch {
    return [];
  }
}

async function tesseractFolders(): Promise<string[]> {
  const folders = ["/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata"];
  const prefix = process.env["TESSDATA_PREFIX"];
  if (prefix !== undefined && prefix !== "") folders.unshift(prefix, join(prefix, "tessdata"));
  // Debian keeps them by major version: /usr/share/tesseract-ocr/5/tessdata.
  const debian = "/usr/share/tesseract-ocr";
  const versions = await readdir(debian).catch((): string[] => []);
  return [...folders, ...versions.toSorted().map((version) => join(debian, version, "tessdata"))];
}

async function firstReadable(name: string, paths: readonly string[]): Promise<{ path: string; sha256: string }> {
  for (const path of paths) {
    const bytes = await readIfThere(path);
    if (bytes !== undefined) return { path, sha256: sha256(bytes) };
  }
  throw missing(name);
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
  const byHand = `Put ${name}.traineddata (from github.com/tesseract-ocr/tessdata_fast) into a folder and name that folder as \`ocr.models\` in the pipeline file.`;
  return new ConfigError(`the recognition model "${name}" is not installed`, {
    code: "MODEL_MISSING",
    hint: NOT_ON_NPM.has(name)
      ? `npm has no package for it. ${byHand}`
      : `Run \`pnpm --filter @malmoi/ocr add @tesseract.js-data/${name}\`. Or: ${byHand}`,
  });
}
