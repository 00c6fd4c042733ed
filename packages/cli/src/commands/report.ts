import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { localStore, sha256, readRecord } from "@malmoi/core";
import { renderPreview } from "@malmoi/ocr";
import { CleanDocument, type FileRef, Page, RunRecord } from "@malmoi/schemas";
import { type Corpus, corpusAt, isFinished, latestRun } from "../build/corpus.ts";
import { writeReport } from "../report/writeReport.ts";
import { EXIT } from "../terminal/exitCodes.ts";

/** Writes `report.html` into a run's folder and returns its path. */
export async function makeReport(runFolder: string, corpus: Corpus): Promise<string> {
  const outFile = join(runFolder, "report.html");
  const { folders } = readRecord(await readFile(join(runFolder, "run.json"), "utf8"), RunRecord);
  const store = localStore(corpus.work);
  const readJson = async (ref: FileRef): Promise<unknown> => {
    const bytes = await store.read(ref.key);
    if (sha256(bytes) !== ref.sha256) throw new Error(`${ref.key} is damaged`);
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  await writeReport({
    runFolder,
    outFile,
    preview: async ({ folder, path, format, page }) => {
      const root = folders[folder];
      // The scans may have been moved since; a report without pictures is better than none.
      if (root === undefined) return undefined;
      return await renderPreview(join(root, path), format, page, 700).catch(() => undefined);
    },
    readPage: async (ref) => Page.parse(await readJson(ref)),
    readClean: async (ref) => CleanDocument.parse(await readJson(ref)),
  });
  return outFile;
}

/** `malmoi report`. Returns the exit code. */
export async function reportCommand(folder: string): Promise<number> {
  const corpus = corpusAt(folder);
  const run = await latestRun(corpus, isFinished);
  process.stdout.write(`${await makeReport(run.folder, corpus)}\n`);
  return EXIT.complete;
}
