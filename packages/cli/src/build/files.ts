import { stat } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError, digestOf, type Json, sortOnDisk } from "@malmoi/core";
import { inventory } from "@malmoi/ocr";
import type { Pipeline } from "@malmoi/schemas";
import type { Corpus } from "./corpus.ts";
import { provenanceLookup, readSubmission, samePath } from "./submission.ts";
import { newTrail, ordinalKey, Trail } from "./trail.ts";

/** An input folder: the name the pipeline gives it, and where it is. */
export interface InputFolder {
  readonly name: string;
  readonly folder: string;
  readonly input: Pipeline["input"][number];
}

/** Throws `ConfigError` for input folders that are not there. */
export async function checkInputFolders(folders: readonly InputFolder[]): Promise<void> {
  for (const { folder, name } of folders) {
    const status = await stat(folder).catch(() => undefined);
    if (status?.isDirectory() === true) continue;
    throw new ConfigError(`the input ${name} is not a folder: ${folder}`, {
      code: "INPUT_MISSING",
      hint: "Check input.path in the pipeline file (it is relative to that file), or name a folder with --input.",
    });
  }
}

/**
 * All files of all input folders, in the order of the walk. Files that the submission declares and nobody brought
 * come too, with an error: the archivist must see that they are missing.
 */
async function* found(folders: readonly InputFolder[], { inventory: cache, unpacked }: Corpus): AsyncGenerator<Trail> {
  let ordinal = 0;
  for (const { name, folder, input } of folders) {
    const submission = await readSubmission(folder, input);
    const provenanceOf = provenanceLookup(submission, input);
    const missing = new Map(submission?.documents.map((document) => [samePath(document.path), document.path]));
    const cacheFile = join(cache, `${digestOf(folder).slice(0, 16)}.jsonl`);
    for await (const entry of inventory(folder, { cacheFile, unpackFolder: unpacked })) {
      const path = entry.kind === "file" ? entry.file.path : entry.path;
      const { archive } = entry;
      missing.delete(samePath(path));
      // A ZIP archive may be declared as a whole.
      if (archive !== null) missing.delete(samePath(archive));
      const place = { ordinal, folder: name, path, provenance: provenanceOf(path, archive) };
      yield newTrail(place, entry.kind === "file" ? { file: entry.file } : { error: entry.error });
      ordinal += 1;
    }
    for (const path of missing.values()) {
      yield newTrail(
        { ordinal, folder: name, path, provenance: provenanceOf(path) },
        {
          error: {
            kind: "input",
            code: "FILE_MISSING",
            message: "submission.json declares this file, but it is not in the folder",
            hint: "Upload the file, or take it out of submission.json.",
          },
        },
      );
      ordinal += 1;
    }
  }
}

/**
 * The files of a run, with byte-identical ones pointing to the first of their kind. Sorted on disk, so that a million
 * files need no more memory than ten.
 */
export async function* listFiles(folders: readonly InputFolder[], corpus: Corpus): AsyncGenerator<Trail> {
  const { scratch: scratchFolder } = corpus;
  async function* byDigest(): AsyncGenerator<{ key: string; value: Json }> {
    for await (const trail of found(folders, corpus)) {
      yield { key: `${trail.file?.sha256 ?? ""} ${ordinalKey(trail.ordinal)}`, value: trail };
    }
  }
  async function* marked(): AsyncGenerator<{ key: string; value: Json }> {
    let first: Trail | undefined;
    for await (const trail of sortOnDisk(byDigest(), Trail, scratchFolder)) {
      const same = trail.file !== null && trail.file.sha256 === first?.file?.sha256;
      if (!same) first = trail;
      yield {
        key: ordinalKey(trail.ordinal),
        value: same && first !== undefined ? { ...trail, sameAs: `${first.folder}/${first.path}` } : trail,
      };
    }
  }
  yield* sortOnDisk(marked(), Trail, scratchFolder);
}
