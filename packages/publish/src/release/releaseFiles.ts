import type { TaskContext } from "@malmoi/core";
import { createHash } from "node:crypto";
import type { ReleaseFile } from "./releaseRecords.ts";

/** The files of the release, written under `release/` and measured on the way. */
export interface ReleaseFiles {
  /** Writes a file. `rows` is null for what is not data. */
  add(path: string, data: AsyncIterable<Uint8Array>, rows: number | null): Promise<void>;
  addText(path: string, text: string): Promise<void>;
  /** What was written so far, by path. */
  list(): ReleaseFile[];
}

export function releaseFiles(context: TaskContext): ReleaseFiles {
  const files: ReleaseFile[] = [];
  async function add(
    path: string,
    data: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    rows: number | null,
  ): Promise<void> {
    const hash = createHash("sha256");
    let bytes = 0;
    async function* measured(): AsyncGenerator<Uint8Array> {
      for await (const piece of data) {
        hash.update(piece);
        bytes += piece.byteLength;
        yield piece;
      }
    }
    await context.write(`release/${path}`, measured());
    files.push({ path, bytes, sha256: hash.digest("hex"), rows });
  }
  return {
    add,
    addText: (path, text) => add(path, [new TextEncoder().encode(text)], null),
    list: () => files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
