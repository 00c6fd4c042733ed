import { digestOf } from "@malmoi/core";
import type { Batch } from "./commitBatch.ts";
import type { RemoteFile } from "./hubApi.ts";
import type { UploadFile, UploadPlan } from "./planUpload.ts";
import { isReleasePath } from "./releasePaths.ts";

/** The Hub recommends 50-100 files a commit, and a commit must end within a minute. */
const MOST_FILES = 100;
const MOST_BYTES = 5e9;

/** True if the Hub holds the file, byte for byte. */
export function isThere(file: UploadFile, remote: RemoteFile | undefined): boolean {
  if (remote === undefined) return false;
  return remote.sha256 === undefined ? remote.oid === file.blobId : remote.sha256 === file.sha256;
}

export interface Difference {
  readonly add: readonly UploadFile[];
  readonly remove: readonly string[];
}

/** What must change so that a repository with these files holds the release. */
export function differenceOf({ files }: UploadPlan, remote: ReadonlyMap<string, RemoteFile>): Difference {
  const paths = new Set(files.map(({ path }) => path));
  return {
    add: files.filter((file) => !isThere(file, remote.get(file.path))),
    remove: [...remote.keys()].filter((path) => isReleasePath(path) && !paths.has(path)).toSorted(),
  };
}

/** The difference in commits: data first, and with the last one what describes it, and what goes. */
export function batchesOf({ add, remove }: Difference, { version, id }: UploadPlan): Batch[] {
  const ordered = [...add].toSorted((a, b) => Number(b.path.startsWith("data/")) - Number(a.path.startsWith("data/")));
  const groups: UploadFile[][] = [];
  let bytes = Infinity;
  for (const file of ordered) {
    const group = groups.at(-1);
    if (group === undefined || group.length >= MOST_FILES || bytes + file.bytes > MOST_BYTES) {
      groups.push([file]);
      bytes = file.bytes;
    } else {
      group.push(file);
      bytes += file.bytes;
    }
  }
  if (groups.length === 0 && remove.length > 0) groups.push([]);
  return groups.map((files, index) => {
    const digest = digestOf({ id, files: files.map(({ path, sha256 }) => [path, sha256]) }).slice(0, 12);
    const deletions = index === groups.length - 1 ? remove : [];
    return { title: `Malmoi ${version}, part ${index + 1} of ${groups.length} (${digest})`, files, deletions };
  });
}
