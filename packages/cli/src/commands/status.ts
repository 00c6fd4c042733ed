import { z } from "zod";
import { corpusAt, latestRun } from "../build/corpus.ts";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, counted, duration, table } from "../terminal/format.ts";
import { ledgerTable } from "../terminal/summary.ts";
import { parseOptions } from "./build.ts";

const Options = z.object({ json: z.boolean().default(false) });

const WORDS = {
  running: "is still running, or was killed: run the same command again and it goes on where it was",
  complete: "is complete",
  partial: "is complete; some pages are quarantined",
  stopped: "stopped before its end: run the same command again and it goes on where it was",
} as const;

/** `malmoi status`. Returns the exit code. */
export async function statusCommand(folder: string, rawOptions: unknown): Promise<number> {
  const { json } = parseOptions(Options, rawOptions);
  const { record } = await latestRun(corpusAt(folder));
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
    `The run ${record.run} of "${record.pipeline.name}" ${WORDS[record.status]}.`,
    ...(record.milliseconds > 0
      ? [`It took ${duration(record.milliseconds)} with ${counted(record.workers, "worker")}.`]
      : []),
    "",
    table([["stage", "tasks", "ran", "quarantined", "work", "peak memory"], ...stages]),
    "",
  ];
  for (const note of record.notes) lines.push(note, "");
  if (record.totals !== null) lines.push(ledgerTable(record.totals), "");
  process.stdout.write(lines.join("\n"));
  return exit;
}
