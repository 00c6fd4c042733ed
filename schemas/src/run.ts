import { z } from "zod";
import { LedgerTotals } from "./ledger.ts";
import { Pipeline } from "./pipeline.ts";

/** `runs/<run>/run.json`: one run of `build`, written at its start, at its end and every few seconds between. */
export const RunRecord = z.strictObject({
  run: z.string(),
  pipeline: Pipeline,
  /** Where the pipeline's input folders were, absolute, by the name the pipeline gives them. */
  folders: z.record(z.string(), z.string()),
  /** Malmoi, Node.js, ICU, engines and models. */
  versions: z.record(z.string(), z.string()),
  workers: z.int().positive(),
  started: z.iso.datetime(),
  status: z.enum(["running", "complete", "partial", "stopped"]),
  milliseconds: z.number().nonnegative(),
  stages: z.array(
    z.strictObject({
      stage: z.string(),
      tasks: z.int().nonnegative(),
      ran: z.int().nonnegative(),
      quarantined: z.int().nonnegative(),
      /** Sum over tasks that ran in this run. */
      taskMilliseconds: z.number().nonnegative(),
      peakMegabytes: z.number().nonnegative(),
    }),
  ),
  /** The stage under way; of a run that was killed, the one it died in. */
  current: z
    .strictObject({ stage: z.string(), tasks: z.int().nonnegative(), done: z.int().nonnegative() })
    .nullable()
    .default(null),
  /** What a person should know of the run: where a rule for too many of a kind stood for looking at all. */
  notes: z.array(z.string()).default([]),
  totals: LedgerTotals.nullable(),
  rows: z.int().nonnegative().nullable(),
});
export type RunRecord = z.infer<typeof RunRecord>;
