import { z } from "zod";
import { LedgerTotals } from "./ledger.ts";
import { ErrorRecord } from "./task.ts";

/** What a run tells while it works; bar, plain lines, `--json` and tests all read these. Times are milliseconds. */
export const ProgressEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("run-started"), run: z.string(), corpus: z.string(), workers: z.int() }),
  /** A stage's plan is being made, of `items` files or documents so far; said once a second. */
  z.strictObject({ type: z.literal("stage-planning"), stage: z.string(), items: z.int() }),
  /** `tasks` is all of the stage, `done` those found finished by an earlier run. */
  z.strictObject({ type: z.literal("stage-planned"), stage: z.string(), tasks: z.int(), done: z.int() }),
  z.strictObject({
    type: z.literal("task-done"),
    stage: z.string(),
    key: z.string(),
    label: z.string(),
    milliseconds: z.number(),
    peakMegabytes: z.number(),
  }),
  z.strictObject({
    type: z.literal("task-retried"),
    stage: z.string(),
    key: z.string(),
    label: z.string(),
    attempt: z.int(),
    error: ErrorRecord,
  }),
  z.strictObject({
    type: z.literal("task-quarantined"),
    stage: z.string(),
    key: z.string(),
    label: z.string(),
    error: ErrorRecord,
  }),
  z.strictObject({ type: z.literal("stage-done"), stage: z.string(), ran: z.int(), quarantined: z.int() }),
  z.strictObject({ type: z.literal("note"), message: z.string() }),
  z.strictObject({
    type: z.literal("run-done"),
    run: z.string(),
    totals: LedgerTotals,
    rows: z.int(),
    release: z.string(),
    report: z.string(),
    milliseconds: z.number(),
  }),
]);
export type ProgressEvent = z.infer<typeof ProgressEvent>;
