import { ConfigError, localStore, readJsonLines, sha256OfStream, systemCode, readRecord } from "@malmoi/core";
import { Released, RowPlace } from "@malmoi/publish";
import { copyFile, link, mkdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Corpus } from "./corpus.ts";

/** The names of what a run says of its release, and of the same in the folder of what is published. */
export const RELEASED = "released.json";
export const ROWS = "rows.jsonl";

/** A second name for a file that is never written to again; a copy where the file system has no links. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await link(from, to);
  } catch (error) {
    if (systemCode(error) === "ENOENT") throw error;
    await copyFile(from, to);
  }
}

const LOST = {
  code: "PUBLISHED_DAMAGED",
  hint: "Shards never change once published. Bring the folder `published` back from a copy, or the files from the dataset itself.",
};

/** Puts a published shard into its place in a release, if it is still what was published. */
export async function linkPublished(corpus: Corpus, path: string, sha256: string, to: string): Promise<void> {
  const store = localStore(corpus.published);
  const found = (await store.stat(path)) === undefined ? undefined : await sha256OfStream(store.stream(path));
  if (found !== sha256)
    throw new ConfigError(`${join(corpus.published, path)} is not the shard that was published`, LOST);
  await linkOrCopy(join(corpus.published, path), to);
}

/** What was published last, or undefined. Its rows are read anew with each call of `rows`. */
export async function readPublished(
  corpus: Corpus,
): Promise<{ readonly record: Released; rows(): AsyncGenerator<RowPlace> } | undefined> {
  const { published } = corpus;
  // A run that was killed between the two renames of `rememberPublished`.
  if ((await stat(published).catch(() => undefined)) === undefined) {
    await rename(`${published}.previous`, published).catch(() => undefined);
  }
  const store = localStore(published);
  if ((await store.stat(RELEASED)) === undefined) return undefined;
  const record = readRecord(await store.read(RELEASED), Released);
  return { record, rows: () => readJsonLines(store.stream(ROWS), RowPlace) };
}

/** Takes the release, and what its run says of it, for what is published: the next build goes on from there. */
export async function rememberPublished(corpus: Corpus, runFolder: string, record: Released): Promise<void> {
  const next = `${corpus.published}.next`;
  const previous = `${corpus.published}.previous`;
  await rm(next, { recursive: true, force: true });
  await mkdir(next, { recursive: true });
  for (const { path } of record.shards) await linkOrCopy(join(corpus.release, path), join(next, path));
  const store = localStore(next, { durable: true });
  await store.write(ROWS, localStore(runFolder).stream(ROWS));
  await store.write(RELEASED, new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`));
  await rm(previous, { recursive: true, force: true });
  if ((await stat(corpus.published).catch(() => undefined)) !== undefined) await rename(corpus.published, previous);
  await rename(next, corpus.published);
  await rm(previous, { recursive: true, force: true });
}
