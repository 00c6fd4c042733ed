import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError, systemCode } from "@malmoi/core";
import { type PipelineInput, type Provenance, Submission } from "@malmoi/schemas";

/** The name of the file in which an institution declares its scans. */
export const SUBMISSION_FILE = "submission.json";

/** The submission of an input folder: its own `submission.json`, else what the pipeline file says, else nothing. */
export async function readSubmission(folder: string, input: PipelineInput): Promise<Submission | undefined> {
  const file = join(folder, SUBMISSION_FILE);
  const invalid = (reason: string): ConfigError =>
    new ConfigError(`${file}: ${reason}`, {
      code: "SUBMISSION_INVALID",
      hint: "Mend the file (JSON in UTF-8); schemas/json/submission.json describes every key.",
    });
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if (systemCode(error) === "ENOENT") {
      return input.submission === undefined ? undefined : { ...input.submission, documents: [] };
    }
    throw invalid(error instanceof Error ? error.message : "cannot be read");
  }
  let json: unknown;
  try {
    // The decoder, unlike `readFile`, drops the byte order mark that Windows' editors put first.
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : "not JSON");
  }
  const parsed = Submission.safeParse(json);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`);
  throw invalid(issues.join("; "));
}

/** File systems differ in how they spell accents; names are compared as NFC. */
export function samePath(path: string): string {
  return path.normalize("NFC");
}

/** What is known about each file of a submission before it is opened; of one from a ZIP archive, by the archive's path too. */
export function provenanceLookup(
  submission: Submission | undefined,
  input: PipelineInput,
): (path: string, archive?: string | null) => Provenance {
  const documents = new Map(submission?.documents.map((document) => [samePath(document.path), document]));
  return (path, archive = null) => {
    const document = documents.get(samePath(path)) ?? (archive === null ? undefined : documents.get(samePath(archive)));
    return {
      language: document?.language ?? submission?.language ?? input.language ?? null,
      title: document?.title ?? null,
      author: document?.author ?? null,
      date: document?.date ?? null,
      institution: submission?.institution ?? null,
      collection: submission?.collection ?? null,
      rights: document?.rights ?? submission?.rights ?? null,
      // A licence for all says nothing of a document whose rights are others.
      license: document?.license ?? (document?.rights === undefined ? (submission?.license ?? null) : null),
      embargoUntil: document?.embargoUntil ?? submission?.embargoUntil ?? null,
    };
  };
}
