import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { InputError } from "@malmoi/core";

/** The text of a file, unpacked if its name ends in `.gz`. Throws `InputError` FILE_UNREADABLE. */
export async function readMaybeGzipped(file: string, expected: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (error) {
    throw new InputError(`cannot read ${file}`, {
      code: "FILE_UNREADABLE",
      hint: `Check the path; ${expected}`,
      cause: error,
    });
  }
}
