import { ConfigError, sha256, TransientError } from "@malmoi/core";
import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { modelCacheFolder } from "./modelCacheFolder.ts";
import { PINNED_BASE, PINNED_MODELS } from "./pinnedModels.ts";

export interface DownloadOptions {
  /** Where the files lie, as `<base>/<folder><name>.traineddata`: another one than the public repository, such as a mirror. */
  readonly base?: string;
  readonly folder?: string;
  /** Digests and sizes to hold the files to. */
  readonly pinned?: typeof PINNED_MODELS;
  /** Longest wait for the next bytes, in milliseconds. */
  readonly patience?: number;
}

const ATTEMPTS = 3;

/**
 * Fetches a pinned model into the user's folder of models and returns its path. The file appears whole, with the right
 * digest, or not at all. What may have been the line's fault is tried three times. Throws `ConfigError`
 * MODEL_UNKNOWN, MODEL_UNAVAILABLE (the server does not have it) or MODEL_DIGEST (these are other bytes), and
 * `TransientError` DOWNLOAD_FAILED.
 */
export async function downloadModel(
  name: string,
  { base = PINNED_BASE, folder = modelCacheFolder(), pinned = PINNED_MODELS, patience = 30_000 }: DownloadOptions = {},
): Promise<string> {
  const expected = pinned[name];
  if (expected === undefined) {
    throw new ConfigError(`there is no pinned model "${name}"`, {
      code: "MODEL_UNKNOWN",
      hint: "`malmoi models` lists the models that can be had.",
    });
  }
  const url = `${base}/${expected.folder ?? ""}${name}.traineddata`;
  const bytes = await fetchWithRetries(url, expected.bytes, patience);
  if (sha256(bytes) !== expected.sha256) {
    throw new ConfigError(`${url} is not the file that it should be: SHA-256 ${sha256(bytes)}`, {
      code: "MODEL_DIGEST",
      hint: `Nothing was kept. A proxy may have answered in its place; look at the address in a browser. Wanted: ${expected.sha256}.`,
    });
  }
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.traineddata`);
  const part = join(folder, `.${name}.${randomUUID()}`);
  try {
    await writeFile(part, bytes);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
  return path;
}

async function fetchWithRetries(url: string, size: number, patience: number): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetchBytes(url, size, patience);
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      if (attempt < ATTEMPTS) continue;
      throw new TransientError(`${url} could not be fetched: ${reasonOf(error)}`, {
        code: "DOWNLOAD_FAILED",
        hint: "Run the command again when the network is back. Behind a proxy, set HTTPS_PROXY and, on Node 24 or later, NODE_USE_ENV_PROXY=1. Without a network, copy the file into a folder and give it with --models.",
        cause: error,
      });
    }
  }
}

/** All bytes of an address; an error if they are not `size` or if nothing comes for `patience` milliseconds. */
async function fetchBytes(url: string, size: number, patience: number): Promise<Uint8Array> {
  const controller = new AbortController();
  const giveUp = (): void => controller.abort(new Error(`nothing came for ${patience / 1000} s`));
  let timer = setTimeout(giveUp, patience);
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (response.status === 404 || response.status === 403 || response.status === 410) {
      await response.body?.cancel();
      throw new ConfigError(`${url} is not there (HTTP ${response.status})`, {
        code: "MODEL_UNAVAILABLE",
        hint: "Get the file elsewhere, such as from the package tesseract-ocr-<name> of Debian, and give its folder with --models.",
      });
    }
    if (!response.ok || response.body === null) throw new Error(`HTTP ${response.status}`);
    const pieces: Uint8Array[] = [];
    let received = 0;
    for await (const piece of response.body) {
      clearTimeout(timer);
      timer = setTimeout(giveUp, patience);
      pieces.push(piece);
      received += piece.length;
      if (received > size) break;
    }
    // Too many bytes are other bytes, and the digest says so; too few may be a line that broke.
    if (received < size) throw new Error(`${received} of ${size} bytes came`);
    return Buffer.concat(pieces);
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}
