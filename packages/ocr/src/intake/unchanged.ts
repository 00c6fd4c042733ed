import { sha256OfStream, systemCode, TransientError } from "@malmoi/core";
import type { SourceFile } from "@malmoi/schemas";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";

/** Within this of its last change a file may change again in the same tick of the file system's clock, unseen. */
const TICK_NS = 2_000_000_000n;

/** The file that was checked last; pages of one scan mostly follow each other. */
let checked: { readonly path: string; readonly sha256: string; readonly state: string } | undefined;

/**
 * Makes sure that a file is still what the inventory saw: its key promises a result for these bytes and no others.
 * Reads the whole file, but not again while size, inode and time stamps stay the same. Throws `TransientError`
 * SOURCE_CHANGED.
 */
export async function checkUnchanged(file: SourceFile): Promise<void> {
  const path = join(file.folder, file.path);
  const state = await stateOf(path);
  if (state === undefined) throw changed(path, "it is gone");
  if (checked?.path === path && checked.sha256 === file.sha256 && checked.state === state.text) return;
  if ((await sha256OfStream(createReadStream(path))) !== file.sha256) throw changed(path, "it has other content");
  const age = BigInt(Date.now()) * 1_000_000n - state.ctimeNs;
  // Not so a time far ahead of the clock, which tells nothing and may stay so.
  if (age > TICK_NS || age < -TICK_NS) checked = { path, sha256: file.sha256, state: state.text };
}

async function stateOf(path: string): Promise<{ readonly text: string; readonly ctimeNs: bigint } | undefined> {
  try {
    const { size, ino, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return { text: [size, ino, mtimeNs, ctimeNs].join(" "), ctimeNs };
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Transient: an error of the input would be remembered for these bytes, and they are not to blame. */
function changed(path: string, how: string): TransientError {
  return new TransientError(`${path} changed while the corpus was being built: ${how}`, {
    code: "SOURCE_CHANGED",
    hint: "Run the same command again when the folder is no longer being written to.",
  });
}
