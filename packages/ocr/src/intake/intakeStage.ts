import { InputError, type Stage } from "@malmoi/core";
import { Scan, SourceFile } from "@malmoi/schemas";
import { join } from "node:path";
import { z } from "zod";
import { type ByteSource, fileSource } from "./byteSource.ts";
import { inspectScan, refuseFormat } from "./inspectScan.ts";
import { HEAD_BYTES, sniffFormat } from "./sniffFormat.ts";
import { checkUnchanged } from "./unchanged.ts";

export const IntakeInput = z.strictObject({ file: SourceFile });
export type IntakeInput = z.infer<typeof IntakeInput>;

/** A scan to be read, or a companion: a text beside the scans that is listed and otherwise left alone. */
export const IntakeResult = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("scan"), scan: Scan }),
  z.strictObject({ kind: z.literal("companion") }),
]);
export type IntakeResult = z.infer<typeof IntakeResult>;

/** Says what each file is and how many pages it has; files that cannot be scans are quarantined here, whole. */
export const intakeStage: Stage<SourceFile, Record<string, never>, IntakeInput, IntakeResult> = {
  name: "intake",
  version: "4",
  input: IntakeInput,
  output: IntakeResult,
  limits: { deadlineSeconds: 120, memoryMegabytes: 2500, attempts: 2 },
  *plan(file) {
    yield { label: file.path, inputs: [file.sha256], options: {}, input: { file } };
  },
  run: ({ file }) => intake(file),
};

async function intake(file: SourceFile): Promise<IntakeResult> {
  const path = join(file.folder, file.path);
  await checkUnchanged(file);
  const source = await fileSource(path);
  try {
    const found = await inspectFile(path, source);
    if (found === undefined) return { kind: "companion" };
    return { kind: "scan", scan: { sha256: file.sha256, bytes: file.bytes, ...found } };
  } finally {
    await source.close();
  }
}

/**
 * What a file is and how many pages it has; undefined for a text beside the scans. Throws `InputError` if it can be no
 * scan.
 */
async function inspectFile(path: string, source: ByteSource): Promise<Pick<Scan, "format" | "pages"> | undefined> {
  if (source.size === 0) throw emptyFile();
  const head = await source.read(0, HEAD_BYTES);
  const format = sniffFormat(head);
  if (format === "text") return undefined;
  if (format === "unknown") throw refuseFormat(head);
  return { format, pages: await inspectScan(path, source, format) };
}

/** Format and pages of a single file that is meant to be a scan. Throws `InputError` if it is none. */
export async function openScan(path: string): Promise<Pick<Scan, "format" | "pages">> {
  const source = await fileSource(path).catch((error: unknown) => {
    throw new InputError(`cannot read ${path}`, { code: "FILE_UNREADABLE", hint: "Check the path.", cause: error });
  });
  try {
    const found = await inspectFile(path, source);
    if (found !== undefined) return found;
    throw notAScan();
  } finally {
    await source.close();
  }
}

/** A text where a scan was meant. */
export function notAScan(): InputError {
  return new InputError("the file is a text, not a scan", {
    code: "NOT_A_SCAN",
    hint: "Open it in an editor: an error page may have been saved in place of the scan. Bring JPEG, PNG, TIFF, WebP, GIF, JPEG 2000 or PDF files, or ZIP archives of them.",
  });
}

function emptyFile(): InputError {
  return new InputError("the file is empty", {
    code: "EMPTY_FILE",
    hint: "The upload or the copy failed. Upload the file again.",
  });
}
