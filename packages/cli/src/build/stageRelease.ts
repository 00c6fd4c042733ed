import { rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileOf, localStore, removeUnfinished, sha256OfStream, type Store } from "@malmoi/core";
import type { ReleaseFile } from "@malmoi/publish";
import type { TaskRecord } from "@malmoi/schemas";
import type { Corpus } from "./corpus.ts";
import { linkPublished } from "./published.ts";

interface Request {
  readonly store: Store;
  readonly record: TaskRecord;
  readonly files: readonly ReleaseFile[];
  /** Paths of those that are not the task's, but stay as they are published. */
  readonly kept: readonly string[];
  readonly corpus: Corpus;
}

/** True if `folder` holds exactly these files, byte for byte. */
async function isSame(folder: Store, files: readonly ReleaseFile[]): Promise<boolean> {
  const expected = new Map(files.map((file) => [file.path, file]));
  let found = 0;
  for await (const key of folder.list("")) {
    const file = expected.get(key);
    if (file === undefined || (await folder.stat(key))?.bytes !== file.bytes) return false;
    found += 1;
  }
  if (found !== files.length) return false;
  for (const file of files) {
    if ((await sha256OfStream(folder.stream(file.path))) !== file.sha256) return false;
  }
  return true;
}

/** A release that is complete on disk, but perhaps not yet in its place. */
export interface StagedRelease {
  readonly folder: string;
  /** Puts it in place of the old one. */
  publish(): Promise<void>;
}

/**
 * Writes the files of the release task beside the old release; `publish` then changes the two. A run that is killed in
 * between leaves one of them whole, and the next run finishes the change.
 */
export async function stageRelease({ store, record, files, kept, corpus }: Request): Promise<StagedRelease> {
  const next = join(corpus.root, "release.next");
  const previous = join(corpus.root, "release.previous");
  await rm(next, { recursive: true, force: true });
  const exists = (await stat(corpus.release).catch(() => undefined)) !== undefined;
  if (exists && (await isSame(localStore(corpus.release), files))) {
    return { folder: corpus.release, publish: async () => await rm(previous, { recursive: true, force: true }) };
  }
  const target = localStore(next, { durable: true });
  const standing = new Set(kept);
  for (const { path, sha256 } of files) {
    if (standing.has(path)) await linkPublished(corpus, path, sha256, join(next, path));
    else await target.write(path, store.stream(fileOf(record, `release/${path}`).key));
  }
  await removeUnfinished(next);
  return {
    folder: next,
    async publish() {
      await rm(previous, { recursive: true, force: true });
      if (exists) await rename(corpus.release, previous);
      await rename(next, corpus.release);
      await rm(previous, { recursive: true, force: true });
    },
  };
}
