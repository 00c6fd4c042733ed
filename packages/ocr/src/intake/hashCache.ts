import { systemCode } from "@malmoi/core";
import { Sha256 } from "@malmoi/schemas";
import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { once } from "node:events";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

/** One line of the cache: a file as it was when it was hashed. */
const CacheLine = z.tuple([z.string(), z.int().nonnegative(), z.string().regex(/^\d+$/), Sha256, z.boolean()]);

export interface CachedDigest {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeNs: bigint;
  readonly sha256: string;
  /** Does it begin as a ZIP archive does? */
  readonly isZip: boolean;
}

/**
 * Reads a cache whose lines are in code-unit order of paths, along with a walk in the same order: memory stays
 * constant. Ask for paths in ascending order. A missing or damaged cache knows nothing.
 */
export async function* readHashCache(file: string): AsyncGenerator<CachedDigest> {
  const stream = createReadStream(file);
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      const parsed = CacheLine.safeParse(asJson(line));
      // Cut or damaged: everything after it is hashed again, which costs time and nothing else.
      if (!parsed.success) return;
      const [path, bytes, mtimeNs, sha256, isZip] = parsed.data;
      yield { path, bytes, mtimeNs: BigInt(mtimeNs), sha256, isZip };
    }
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  } finally {
    stream.destroy();
  }
}

export interface HashCacheWriter {
  add(entry: CachedDigest): Promise<void>;
  /** Puts the new cache in the place of the old one. */
  commit(): Promise<void>;
  /** Leaves the old cache as it was. */
  abandon(): Promise<void>;
}

export async function writeHashCache(file: string): Promise<HashCacheWriter> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  const stream = createWriteStream(temporary);
  const failed = once(stream, "error").then(([error]) => Promise.reject(error instanceof Error ? error : new Error()));
  // Without this, a full disk would be an unhandled rejection if nobody happens to be waiting.
  failed.catch(() => undefined);
  return {
    async add({ path, bytes, mtimeNs, sha256, isZip }) {
      const line = `${JSON.stringify([path, bytes, String(mtimeNs), sha256, isZip])}\n`;
      if (!stream.write(line)) await Promise.race([once(stream, "drain"), failed]);
    },
    async commit() {
      stream.end();
      await Promise.race([once(stream, "close"), failed]);
      await rename(temporary, file);
    },
    async abandon() {
      stream.destroy();
      await rm(temporary, { force: true });
    },
  };
}

function asJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
