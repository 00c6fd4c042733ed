import { digestOf, InputError, localStore, readJsonLines, systemCode, toErrorRecord, toJsonLines } from "@malmoi/core";
import { ErrorRecord, Sha256, type SourceFile } from "@malmoi/schemas";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import type { ZipFile } from "yauzl";
import { z } from "zod";
import { listZip, openArchive, type ZipItem } from "./zipListing.ts";

/** One line of the list of an unpacked archive. `path` begins with that of the archive: `letters.zip/1912/p1.tif`. */
const Unpacked = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("file"), path: z.string(), bytes: z.int().nonnegative(), sha256: Sha256 }),
  z.strictObject({ kind: z.literal("unreadable"), path: z.string(), error: ErrorRecord }),
]);
type Unpacked = z.infer<typeof Unpacked>;

/** Raise it when the same archive gives other files. */
const VERSION = "1";

/**
 * The files of a ZIP archive as if it were a folder, in code-unit order. They are unpacked into a folder below
 * `unpackFolder` that is named after the archive's digest and path, once: the list of what was found is written last
 * and is the proof that all is there. An entry that cannot be unpacked is reported alone. Undefined if the file is an
 * office document or an e-book. Throws `InputError` for an archive that cannot be unpacked at all.
 */
export async function unpackZip(
  archive: SourceFile,
  unpackFolder: string,
): Promise<{ readonly folder: string; readonly entries: readonly Unpacked[] } | undefined> {
  const id = digestOf({ version: VERSION, sha256: archive.sha256, path: archive.path }).slice(0, 32);
  const folder = join(unpackFolder, id);
  const list = `${folder}.jsonl`;
  const known = await readList(folder, list);
  if (known !== undefined) return { folder, entries: known };
  const zip = await openArchive(join(archive.folder, archive.path));
  try {
    const items = await listZip(zip, archive.bytes);
    if (items === undefined) return undefined;
    const unfinished = `${folder}.unfinished`;
    await rm(list, { force: true });
    for (const old of [folder, unfinished]) await rm(old, { recursive: true, force: true });
    const entries: Unpacked[] = [];
    for (const item of items) entries.push(await unpackItem(zip, item, unfinished, archive.path));
    await mkdir(unfinished, { recursive: true });
    await rename(unfinished, folder);
    await localStore(unpackFolder).write(`${id}.jsonl`, toJsonLines(entries));
    return { folder, entries };
  } finally {
    zip.close();
  }
}

/** What an earlier run unpacked, if all of it is still there. */
async function readList(folder: string, list: string): Promise<Unpacked[] | undefined> {
  const entries: Unpacked[] = [];
  try {
    for await (const entry of readJsonLines(createReadStream(list), Unpacked)) {
      if (entry.kind === "file" && (await stat(join(folder, entry.path))).size !== entry.bytes) return undefined;
      entries.push(entry);
    }
    return entries;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function unpackItem(
  zip: ZipFile,
  { path: inside, entry, refusal }: ZipItem,
  folder: string,
  archivePath: string,
): Promise<Unpacked> {
  const path = `${archivePath}/${inside}`;
  if (refusal !== undefined) return { kind: "unreadable", path, error: toErrorRecord(refusal) };
  const target = join(folder, path);
  const hash = createHash("sha256");
  let bytes = 0;
  let sum = 0;
  try {
    await mkdir(dirname(target), { recursive: true });
    const packed = await zip.openReadStreamPromise(entry);
    await pipeline(
      packed,
      async function* measured(pieces: AsyncIterable<Uint8Array>) {
        for await (const piece of pieces) {
          hash.update(piece);
          sum = crc32(piece, sum);
          bytes += piece.length;
          yield piece;
        }
      },
      // Never over another file: two names may be one to a file system that ignores case.
      createWriteStream(target, { flags: "wx" }),
    );
    if (sum !== entry.crc32) throw new Error("its checksum is wrong");
    return { kind: "file", path, bytes, sha256: hash.digest("hex") };
  } catch (error) {
    const reason = asEntryError(error);
    // What is under a name that was taken is not ours.
    if (reason.code === "ZIP_DAMAGED") await rm(target, { force: true });
    return { kind: "unreadable", path, error: toErrorRecord(reason) };
  }
}

/** A name that the file system cannot hold, or holds already. */
const NAME_CODES: ReadonlySet<string> = new Set(["EEXIST", "EISDIR", "ENOTDIR", "ENAMETOOLONG", "EINVAL", "EILSEQ"]);

/** Throws what is not the archive's fault: a full disk, say. */
function asEntryError(error: unknown): InputError {
  const words = error instanceof Error ? error.message : String(error);
  const code = systemCode(error);
  if (code !== undefined && NAME_CODES.has(code)) {
    return new InputError(`the file cannot be unpacked under its name (${code})`, {
      code: "ZIP_NAME",
      hint: "Shorten its name, or rename it if another differs from it by upper and lower case only, and pack again.",
      cause: error,
    });
  }
  if (code !== undefined && !code.startsWith("Z_")) throw error;
  return new InputError(`the file is damaged inside the ZIP archive: ${words}`, {
    code: "ZIP_DAMAGED",
    hint: "The upload or the copy was probably not complete. Upload the archive again.",
    cause: error,
  });
}
