import { ErrorRecord, Task, TaskRecord } from "@malmoi/schemas";
import { z } from "zod";

/** What the executor tells a worker process. */
export const ToWorker = z.strictObject({ task: Task });
export type ToWorker = z.infer<typeof ToWorker>;

/** What a worker process answers: `ready` once, then one `done` or `failed` for each task. */
export const FromWorker = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("ready") }),
  /** `memoryBytes`: resident memory at the end of the task; short tasks end between two pulses. */
  z.strictObject({ type: z.literal("done"), record: TaskRecord, memoryBytes: z.int().nonnegative() }),
  z.strictObject({ type: z.literal("failed"), error: ErrorRecord }),
]);
export type FromWorker = z.infer<typeof FromWorker>;

/**
 * The worker's own resident memory in bytes and the processor's time it has had in milliseconds, `<memory> <time>` a line,
 * go to this file descriptor all the time.
 */
export const PULSE_DESCRIPTOR = 3;
export const PULSE_MILLISECONDS = 200;
