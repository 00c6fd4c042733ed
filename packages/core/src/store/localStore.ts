import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ConfigError, systemCode } from "../errors.ts";
import { NotFoundError, type Store } from "./store.ts";

/** Unfinished writes live here, on the same file system, so that a rename finishes them. Never part of a key. */
const UNFINISHED = ".unfinished";

/** Windows has no other meaning for these, and a key must not leave its store. */
const BAD_PART = /^(?:\.|\.\.|)$|[\\\0]/;

function checked(key: string): string[] {
  const parts = key.split("/");
  if (parts.some((part) => BAD_PART.test(part)) || parts[0] === UNFINISHED) {
    throw new Error(`not a store key: ${JSON.stringify(key)}`);
  }
  return parts;
}

function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code === "ENOENT" || code === "ENOTDIR";
}

interface LocalStoreOptions {
  /**
   * Flush every write to the disk before it counts. Costs milliseconds a write; for what cannot be made again
   * (a work store can: a file that a power cut emptied is noticed by its digest and computed anew).
   */
  readonly durable?: boolean;
}

/** A store in a local folder; the folder is made when something is written. */
export function localStore(root: string, { durable = false }: LocalStoreOptions = {}): Store {
  const pathOf = (key: string): string => join(root, ...checked(key));

  async function write(key: string, data: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
    const target = pathOf(key);
    const unfinished = join(root, UNFINISHED);
    await mkdir(unfinished, { recursive: true });
    const temporary = join(unfinished, randomBytes(12).toString("hex"));
    try {
      const file = await open(temporary, "wx");
      try {
        if (data instanceof Uint8Array) await file.writeFile(data);
        else for await (const piece of data) await file.writeFile(piece);
        if (durable) await file.sync();
      } finally {
        await file.close();
      }
      await mkdir(dirname(target), { recursive: true });
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async function* walk(folder: string, prefix: string): AsyncGenerator<string> {
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    // A folder sorts as if its name ended in "/", which makes the order that of whole keys.
    const named = entries
      .filter((entry) => !(prefix === "" && entry.name === UNFINISHED))
      .map((entry) => ({ entry, name: entry.isDirectory() ? `${entry.name}/` : entry.name }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (const { entry, name } of named) {
      if (entry.isDirectory()) yield* walk(join(folder, entry.name), `${prefix}${name}`);
      else yield `${prefix}${name}`;
    }
  }

  return {
    async read(key) {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if (isMissing(error)) throw new NotFoundError(key);
        throw error;
      }
    },
    async *stream(key) {
      try {
        for await (const piece of createReadStream(pathOf(key), { highWaterMark: 1 << 18 })) {
          if (piece instanceof Uint8Array) yield piece;
        }
      } catch (error) {
        if (isMissing(error)) throw new NotFoundError(key);
        throw error;
      }
    },
    async open(key) {
      try {
        const file = await open(pathOf(key), "r");
        return {
          async read(start, length) {
            const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, start);
            return buffer.subarray(0, bytesRead);
          },
          close: async () => await file.close(),
        };
      } catch (error) {
        if (isMissing(error)) throw new NotFoundError(key);
        throw error;
      }
    },
    write,
    async stat(key) {
      try {
        const { size } = await stat(pathOf(key));
        return { bytes: size };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async *list(prefix) {
      const parts = prefix === "" ? [] : checked(prefix);
      yield* walk(join(root, ...parts), parts.length === 0 ? "" : `${parts.join("/")}/`);
    },
    async delete(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}

/** Removes what killed writers left behind. Only while nobody writes to the store. */
export async function removeUnfinished(root: string): Promise<void> {
  await rm(join(root, UNFINISHED), { recursive: true, force: true });
}

/** Throws `ConfigError` if nothing can be written into `root`. */
export async function checkWritable(root: string): Promise<void> {
  const store = localStore(root);
  try {
    await store.write("write-test", new Uint8Array([1]));
    await store.delete("write-test");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`cannot write into ${root}: ${reason}`, {
      code: "NOT_WRITABLE",
      hint: "Free some space, give yourself write access, or choose another folder with --corpus.",
      cause: error,
    });
  }
}
