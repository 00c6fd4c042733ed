import { InputError, systemCode, toErrorRecord } from "@malmoi/core";
import type { ErrorRecord, SourceFile } from "@malmoi/schemas";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { type CachedDigest, readHashCache, writeHashCache } from "./hashCache.ts";
import { beginsAsZip } from "./sniffFormat.ts";
import { unpackZip } from "./unpackZip.ts";
import { walkFolder } from "./walkFolder.ts";

/**
 * A file with its digest, or one that cannot be read and why: the caller quarantines it. `archive` is the path of the
 * ZIP archive it came in, or null; its own path then begins with that, as if the archive were a folder.
 */
export type InventoryEntry = { readonly archive: string | null } & (
  | { readonly kind: "file"; readonly file: SourceFile }
  | { readonly kind: "unreadable"; readonly path: string; readonly error: ErrorRecord }
);

interface InventoryOptions {
  /** Where digests of unchanged files are remembered. */
  readonly cacheFile: string;
  /** Where ZIP archives are unpacked; what is there is found again and used as long as the archive stays the same. */
  readonly unpackFolder: string;
}

/**
 * A file changed less than this before it was hashed may be changed again within the same tick of the file system's
 * clock, unseen: it is not cached ("racily clean" in git's index). FAT keeps times to 2 seconds.
 */
const RACY_NS = 2_000_000_000n;

/**
 * Every file of a folder with its SHA-256, in code-unit order of paths (see `walkFolder` for what is left out). Files
 * of a ZIP archive stand in its place, in the same order; an archive inside an archive is not opened.
 * Digests of files whose size and time have not changed are taken from `cacheFile`, which is written anew when the
 * walk is complete, and only then.
 */
export async function* inventory(
  folder: string,
  { cacheFile, unpackFolder }: InventoryOptions,
): AsyncGenerator<InventoryEntry> {
  const root = await realpath(folder);
  const old = readHashCache(cacheFile);
  const next = await writeHashCache(cacheFile);
  let complete = false;
  try {
    let cached = (await old.next()).value;
    for await (const found of walkFolder(root)) {
      if (found.kind === "unreadable") {
        yield { kind: "unreadable", path: found.path, archive: null, error: asInputRecord(found.error) };
        continue;
      }
      const { path, bytes, mtimeNs } = found;
      while (cached !== undefined && cached.path < path) cached = (await old.next()).value;
      const known = cached?.path === path && cached.bytes === bytes && cached.mtimeNs === mtimeNs ? cached : undefined;
      const digest = known ?? (await hashFile(root, path).catch(asInputRecord));
      if ("code" in digest) {
        yield { kind: "unreadable", path, archive: null, error: digest };
        continue;
      }
      if (known !== undefined || !isRacy(digest.mtimeNs)) await next.add(digest);
      yield* filesOf(root, digest, unpackFolder);
    }
    complete = true;
  } finally {
    await old.return(undefined);
    await (complete ? next.commit() : next.abandon());
  }
}

/** The same for a single file: itself, or the files of a ZIP archive. A missing file is an entry too. */
export async function* inventoryOfFile(
  file: string,
  { unpackFolder }: Pick<InventoryOptions, "unpackFolder">,
): AsyncGenerator<InventoryEntry> {
  const folder = dirname(resolve(file));
  const path = basename(resolve(file));
  const digest = await hashFile(folder, path).catch(asInputRecord);
  if ("code" in digest) yield { kind: "unreadable", path, archive: null, error: digest };
  else yield* filesOf(folder, digest, unpackFolder);
}

async function* filesOf(
  folder: string,
  { path, bytes, sha256, isZip }: CachedDigest,
  unpackFolder: string,
): AsyncGenerator<InventoryEntry> {
  const file = { folder, path, bytes, sha256 };
  let unpacked: Awaited<ReturnType<typeof unpackZip>>;
  try {
    unpacked = isZip ? await unpackZip(file, unpackFolder) : undefined;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    yield { kind: "unreadable", path, archive: null, error: toErrorRecord(error) };
    return;
  }
  if (unpacked === undefined) {
    yield { kind: "file", file, archive: null };
    return;
  }
  for (const entry of unpacked.entries) {
    if (entry.kind === "unreadable") yield { ...entry, archive: path };
    else {
      const { kind, ...found } = entry;
      yield { kind, file: { folder: unpacked.folder, ...found }, archive: path };
    }
  }
}

function isRacy(mtimeNs: bigint): boolean {
  return mtimeNs > BigInt(Date.now()) * 1_000_000n - RACY_NS;
}

/** Size and time are taken before and after: a file that is being written has no digest. */
async function hashFile(root: string, path: string): Promise<CachedDigest> {
  const file = join(root, path);
  const before = await stat(file, { bigint: true });
  const hash = createHash("sha256");
  let isZip: boolean | undefined;
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) {
    if (!(piece instanceof Uint8Array)) continue;
    isZip ??= beginsAsZip(piece);
    hash.update(piece);
  }
  const after = await stat(file, { bigint: true });
  if (before.size !== after.size || before.mtimeNs !== after.mtimeNs) {
    throw new InputError(`${path} is being written to`, {
      code: "SOURCE_CHANGED",
      hint: "Run the same command again when the copy or upload is complete.",
    });
  }
  return { path, bytes: Number(after.size), mtimeNs: after.mtimeNs, sha256: hash.digest("hex"), isZip: isZip ?? false };
}

/** One unreadable file is that file's problem, not the run's: it is quarantined with the system's own words. */
function asInputRecord(error: unknown): ErrorRecord {
  if (error instanceof InputError) return toErrorRecord(error);
  if (systemCode(error) === "ENOENT") {
    const hint = "Check the path; if the file was being copied or moved, run the same command again afterwards.";
    return { kind: "input", code: "UNREADABLE", message: "there is no such file", hint };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: "input",
    code: "UNREADABLE",
    message,
    hint: "Check the file's permissions and the disk, then run the same command again.",
  };
}
