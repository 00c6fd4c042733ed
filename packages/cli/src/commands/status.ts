import type { RunRecord } from "@malmoi/schemas";
import { z } from "zod";
import { type Corpus, corpusAt, latestRun } from "../build/corpus.ts";
import { isLocked } from "../build/lock.ts";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, counted, duration, percent, table } from "../terminal/format.ts";
import { ledgerTable } from "../terminal/summary.ts";
import { parseOptions } from "./build.ts";

const Options = z.object({ json: z.boolean().default(false) });

const WORDS = {
  running: "is under way",
  killed: "was killed: run the same command again and it goes on where it was",
  complete: "is complete",
  partial: "is complete; some pages are quarantined",
  stopped: "stopped before its end: run the same command again and it goes on where it was",
} as const;

/** A run that says of itself that it is running may have been killed since. */
async function howItIs({ root }: Corpus, { status }: RunRecord): Promise<keyof typeof WORDS> {
  return status === "running" && !(await isLocked(root)) ? "killed" : status;
}

function currentLine({ stage, tasks, done }: NonNullable<RunRecord["current"]>): string {
  return `  ${stage}: ${count(done)} of ${counted(tasks, "task")} done${tasks === 0 ? "" : ` (${percent(done / tasks)})`}`;
}

/** `malmoi status`. Returns the exit code. */
export async function statusCommand(folder: string, rawOptions: unknown): Promise<number> {
  const { json } = parseOptions(Options, rawOptions);
  const corpus = corpusAt(folder);
  const { record } = await latestRun(corpus);
  const exit = record.status === "partial" ? EXIT.partial : EXIT.complete;
  if (json) {
    process.stdout.write(`${JSON.stringify(record)}\n`);
    return exit;
  }
  const stages = record.stages.map(({ stage, tasks, ran, quarantined, taskMilliseconds, peakMegabytes }) => [
    stage,
    count(tasks),
    count(ran),
    count(quarantined),
    ran === 0 ? "-" : duration(taskMilliseconds),
    ran === 0 ? "-" : `${count(peakMegabytes)} MB`,
  ]);
  const lines = [
    `The run ${record.run} of "${record.pipeline.name}" ${WORDS[await howItIs(corpus, record)]}.`,
    ...(record.milliseconds > 0
      ? [
          `It ${record.status === "running" ? "has worked for" : "took"} ${duration(record.milliseconds)} with ${counted(record.workers, "worker")}.`,
        ]
      : []),
    "",
    ...(stages.length === 0
      ? []
      : [table([["stage", "tasks", "ran", "quarantined", "work", "peak memory"], ...stages]), ""]),
    ...(record.current === null ? [] : [currentLine(record.current), ""]),
  ];
  for (const note of record.notes) lines.push(note, "");
  if (record.totals !== null) lines.push(ledgerTable(record.totals), "");
  process.stdout.write(lines.join("\n"));
  return exit;
}
