import { z } from "zod";
import { LedgerEntry } from "./ledger.ts";
import { Pipeline } from "./pipeline.ts";
import { ProgressEvent } from "./progress.ts";
import { Row } from "./row.ts";
import { Submission } from "./submission.ts";
import { TaskRecord } from "./task.ts";

const PUBLISHED = {
  pipeline: Pipeline,
  submission: Submission,
  row: Row,
  task: TaskRecord,
  "ledger-entry": LedgerEntry,
  "progress-event": ProgressEvent,
};

/** The JSON Schema (draft 2020-12) of every record that people or other programs write or read, by file name. */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(PUBLISHED).map(([name, schema]) => [
      name,
      `${JSON.stringify(z.toJSONSchema(schema, { io: "input" }), null, 2)}\n`,
    ]),
  );
}
