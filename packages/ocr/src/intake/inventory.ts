import { InputError, toErrorRecord } from "@malmoi/core";
import type { ErrorRecord, SourceFile } from "@malmoi/schemas";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { type CachedDigest, readHashCache, writeHashCache } from "./hashCache.ts";
import { walkFolder } from "./walkFolder.ts";

/** A file with its digest, or one that cannot be read and why: the caller quarantines it. */
export type InventoryEntry =
  | { readonly kind: "file"; readonly file: SourceFile }
  | { readonly kind: "unreadable"; readonly path: string; readonly error: ErrorRecord };

/**
 * A file changed less than this before it was hashed may be changed again within the same tick of the file system's
 * clock, unseen: it is not cached ("racily clean" in git's index). FAT keeps times to 2 seconds.
 */
const RACY_NS = 2_000_000_000n;

/**
 * Every file of a folder with its SHA-256, in code-unit order of paths (see `walkFolder` for what is left out).
 * Digests of files whose size and time have not changed are taken from `cacheFile`, which is written anew when the
 * walk is complete, and only then.
 */
export async function* inventory(
  folder: string,
  { cacheFile }: { readonly cacheFile: string },
): AsyncGenerator<InventoryEntry> {
  const root = await realpath(folder);
  const old = readHashCache(cacheFile);
  const next = await writeHashCache(cacheFile);
  let complete = false;
  try {
    let cached = (await old.next()).value;
    for await (const found of walkFolder(root)) {
      if (found.kind === "unreadable") {
        yield { kind: "unreadable", path: found.path, error: asInputRecord(found.error) };
        continue;
      }
      const { path, bytes, mtimeNs } = found;
      while (cached !== undefined && cached.path < path) cached = (await old.next()).value;
      const known = cached?.path === path && cached.bytes === bytes && cached.mtimeNs === mtimeNs ? cached : undefined;
      const digest = known ?? (await hashFile(root, path).catch(asInputRecord));
      if ("code" in digest) {
        yield { kind: "unreadable", path, error: digest };
        continue;
      }
      if (known !== undefined || !isRacy(digest.mtimeNs)) await next.add(digest);
      yield { kind: "file", file: { folder: root, path, bytes: digest.bytes, sha256: digest.sha256 } };
    }
    complete = true;
  } finally {
    await old.return(undefined);
    await (complete ? next.commit() : next.abandon());
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
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) {
    if (piece instanceof Uint8Array) hash.update(piece);
  }
  const after = await stat(file, { bigint: true });
  if (before.size !== after.size || before.mtimeNs !== after.mtimeNs) {
    throw new InputError(`${path} is being written to`, {
      code: "SOURCE_CHANGED",
      hint: "Run the same command again when the copy or upload is complete.",
    });
  }
  return { path, bytes: Number(after.size), mtimeNs: after.mtimeNs, sha256: hash.digest("hex") };
}

/** One unreadable file is that file's problem, not the run's: it is quarantined with the system's own words. */
function asInputRecord(error: unknown): ErrorRecord {
  if (error instanceof InputError) return toErrorRecord(error);
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: "input",
    code: "UNREADABLE",
    message,
    hint: "Check the file's permissions and the disk, then run the same command again.",
  };
}
