import { z } from "zod";
import { Sha256 } from "./sha256.ts";

/** An error as it is stored and shown: what happened, and what the user can do about it. */
export const ErrorRecord = z.strictObject({
  kind: z.enum(["input", "transient", "config", "bug"]),
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  message: z.string(),
  hint: z.string(),
});
export type ErrorRecord = z.infer<typeof ErrorRecord>;

/** The unit of work, of resume and of distribution. `key` is its identity; see `makeTask` for what goes into it. */
export const Task = z.strictObject({
  key: Sha256,
  stage: z.string(),
  version: z.string(),
  /** For people only: "letters/1912.pdf page 3". */
  label: z.string(),
  input: z.json(),
});
export type Task = z.infer<typeof Task>;

export const TaskFile = z.strictObject({ name: z.string(), bytes: z.int().nonnegative(), sha256: Sha256 });
export type TaskFile = z.infer<typeof TaskFile>;

/**
 * `task.json`: the proof that a task is done. `digest` covers output and files (or the error), and nothing that
 * differs between two honest runs; what depends on this task has the digest, not the key, in its own key.
 */
export const TaskRecord = z.strictObject({
  key: Sha256,
  stage: z.string(),
  version: z.string(),
  digest: Sha256,
  result: z.discriminatedUnion("status", [
    z.strictObject({ status: z.literal("done"), output: z.json(), files: z.array(TaskFile) }),
    z.strictObject({ status: z.literal("quarantined"), error: ErrorRecord }),
  ]),
});
export type TaskRecord = z.infer<typeof TaskRecord>;
