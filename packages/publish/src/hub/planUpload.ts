import { ConfigError, digestOf, localStore, sha256, sha256OfStream, type Store } from "@malmoi/core";
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ReleaseFile } from "../release/releaseRecords.ts";
import { limitsBroken } from "./hubLimits.ts";
import { isReleasePath } from "./releasePaths.ts";

/** A file of a release on its way. */
export interface UploadFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Git's id of the file as a blob; undefined for data, which is never kept in git itself. */
  readonly blobId: string | undefined;
}

export interface UploadPlan {
  readonly folder: string;
  /** `v1.2.0`. */
  readonly version: string;
  readonly files: readonly UploadFile[];
  /** Paths in the folder that are no part of a release: they stay where they are. */
  readonly foreign: readonly string[];
  readonly bytes: number;
  /** Changes whenever a byte of the release does. */
  readonly id: string;
}

/** True if the folder holds just this file, byte for byte. */
export async function holdsFile(folder: string, { path, sha256: digest, bytes }: UploadFile): Promise<boolean> {
  const store = localStore(folder);
  return (await store.stat(path))?.bytes === bytes && (await sha256OfStream(store.stream(path))) === digest;
}

function damaged(wrong: readonly string[]): ConfigError {
  return new ConfigError(`the release is damaged: ${wrong.slice(0, 5).join("; ")}`, {
    code: "RELEASE_DAMAGED",
    hint: "Build the corpus again: it costs only what is missing.",
  });
}

/** Reads the files of a plan, of which only the sizes were looked at. Throws `ConfigError` for those with another digest. */
export async function checkDigests({ folder, files }: Pick<UploadPlan, "folder" | "files">): Promise<void> {
  const wrong: string[] = [];
  for (const file of files)
    if (!(await holdsFile(folder, file))) wrong.push(`${file.path} is not the file of the manifest`);
  if (wrong.length > 0) throw damaged(wrong);
}

const Croissant = z.looseObject({ version: z.string().regex(/^\d+\.\d+\.\d+$/) });

async function readText(store: Store, path: string, folder: string): Promise<string> {
  if ((await store.stat(path)) === undefined) {
    throw new ConfigError(`${folder} has no ${path}, so it is no release`, {
      code: "RELEASE_MISSING",
      hint: "Build the corpus to its end first: malmoi build <pipeline.yaml>.",
    });
  }
  return new TextDecoder().decode(await store.read(path));
}

function gitBlobId(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.byteLength}\0`).update(bytes).digest("hex");
}

/**
 * What a release consists of, by path, without asking anybody: data files as the manifest has them, others read. Throws
 * `ConfigError` if the folder is no release, if a file is missing or of another size, or if the Hub would refuse it.
 */
export async function planUpload(folder: string): Promise<UploadPlan> {
  const store = localStore(folder);
  const lines = (await readText(store, "manifest.jsonl", folder)).split("\n").filter((line) => line !== "");
  const data = new Map(lines.map((line) => ReleaseFile.parse(JSON.parse(line))).map((file) => [file.path, file]));
  const { version } = Croissant.parse(JSON.parse(await readText(store, "croissant.json", folder)));
  const card = await readText(store, "README.md", folder);
  const files: UploadFile[] = [];
  const foreign: string[] = [];
  const wrong: string[] = [];
  for await (const path of store.list("")) {
    const listed = data.get(path);
    data.delete(path);
    if (listed !== undefined) {
      const { size } = await stat(join(folder, path));
      if (size !== listed.bytes) wrong.push(`${path} has ${size} bytes, the manifest says ${listed.bytes}`);
      files.push({ path, bytes: size, sha256: listed.sha256, blobId: undefined });
    } else if (!isReleasePath(path)) foreign.push(path);
    else if (path.startsWith("data/")) wrong.push(`${path} is not in the manifest`);
    else {
      const bytes = await store.read(path);
      files.push({ path, bytes: bytes.byteLength, sha256: sha256(bytes), blobId: gitBlobId(bytes) });
    }
  }
  wrong.push(...[...data.keys()].map((path) => `${path} is missing`));
  if (wrong.length > 0) throw damaged(wrong);
  const broken = limitsBroken(files, card);
  if (broken.length > 0) {
    throw new ConfigError(`the Hub would not take this release: ${broken.slice(0, 5).join("; ")}`, {
      code: "RELEASE_TOO_LARGE",
      hint: broken.some((text) => / files/.test(text))
        ? "Larger shards (publish.shardMegabytes) make fewer files."
        : "Split the corpus: each pipeline makes a dataset of its own.",
    });
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const id = digestOf({ version, files: files.map((file) => [file.path, file.sha256]) }).slice(0, 16);
  return {
    folder,
    version: `v${version}`,
    files,
    foreign,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    id,
  };
}
