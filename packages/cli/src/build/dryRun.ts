import { findRecord, localStore, makeTask, type Workspace } from "@malmoi/core";
import { intakeStage, IntakeResult } from "@malmoi/ocr";
import type { Pipeline, Scan, SourceFile } from "@malmoi/schemas";
import { count, table } from "../terminal/format.ts";
import { inputFolders } from "./build.ts";
import type { Corpus } from "./corpus.ts";
import { readEngine } from "./engineOptions.ts";
import { checkInputFolders, listFiles } from "./files.ts";
import { ocrOptions } from "./ocrOptions.ts";
import { ocrStage } from "./stages.ts";
import type { Trail } from "./trail.ts";

interface Request {
  readonly pipeline: Pipeline;
  readonly pipelineFolder: string;
  readonly corpus: Corpus;
  readonly json: boolean;
}

interface Counts {
  files: number;
  copies: number;
  intake: { tasks: number; done: number };
  ocr: { tasks: number; done: number };
}

/** The scan that intake made of a file in an earlier run, if it did. */
async function knownScan(file: SourceFile, { store }: Workspace): Promise<Scan | "none" | undefined> {
  for (const spec of intakeStage.plan(file, {})) {
    const record = await findRecord(store, makeTask(intakeStage, spec));
    if (record === undefined) return undefined;
    if (record.result.status === "quarantined") return "none";
    const result = IntakeResult.parse(record.result.output);
    return result.kind === "scan" ? result.scan : "none";
  }
  return undefined;
}

/**
 * What `build` would do, without doing it: `build --dry-run`. Files are read for their digests; recognition, which is
 * nearly all of the cost, is counted for every file that intake already knows.
 */
export async function dryRun({ pipeline, pipelineFolder, corpus, json }: Request): Promise<string> {
  const folders = inputFolders(pipeline, pipelineFolder);
  await checkInputFolders(folders);
  const options = ocrOptions(pipeline, await readEngine(pipeline, pipelineFolder));
  const workspace = { store: localStore(corpus.work), scratchFolder: corpus.scratch };
  const counts: Counts = { files: 0, copies: 0, intake: { tasks: 0, done: 0 }, ocr: { tasks: 0, done: 0 } };

  const see = async ({ file, sameAs, provenance }: Trail): Promise<void> => {
    counts.files += 1;
    if (sameAs !== null) counts.copies += 1;
    if (file === null || sameAs !== null) return;
    counts.intake.tasks += 1;
    const scan = await knownScan(file, workspace);
    if (scan === undefined) return;
    counts.intake.done += 1;
    if (scan === "none") return;
    for (const spec of ocrStage.plan({ file, scan, language: provenance.language }, options)) {
      counts.ocr.tasks += 1;
      if ((await findRecord(workspace.store, makeTask(ocrStage, spec))) !== undefined) counts.ocr.done += 1;
    }
  };
  for await (const trail of listFiles(folders, corpus)) await see(trail);

  if (json) return `${JSON.stringify(counts)}\n`;
  const unknown = counts.intake.tasks - counts.intake.done;
  const row = (name: string, { tasks, done }: { tasks: number; done: number }, more: boolean): string[] => [
    name,
    `${count(tasks)}${more ? "+" : ""}`,
    count(done),
    `${count(tasks - done)}${more ? "+" : ""}`,
  ];
  return [
    `${count(counts.files)} files, ${count(counts.copies)} of them copies of others.`,
    "",
    table([
      ["stage", "tasks", "done", "to do"],
      row("intake", counts.intake, false),
      row("ocr.page", counts.ocr, unknown > 0),
    ]),
    "",
    ...(unknown > 0 ? [`  + the pages of ${count(unknown)} files that nobody has opened yet`] : []),
    "  The later stages depend on what these find; they take seconds where recognition takes minutes.",
    "",
  ].join("\n");
}
