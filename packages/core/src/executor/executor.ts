import type { ErrorRecord, Task, TaskRecord } from "@malmoi/schemas";
import type { Limits } from "../task/stage.ts";

export type ExecutorEvent =
  | {
      readonly type: "done";
      readonly task: Task;
      readonly record: TaskRecord;
      readonly milliseconds: number;
      /** Largest resident memory of the worker while it ran this task. */
      readonly peakMegabytes: number;
    }
  | { readonly type: "retried"; readonly task: Task; readonly attempt: number; readonly error: ErrorRecord }
  /** All attempts failed for reasons that may lie outside the input. Nothing was recorded; a later run tries again. */
  | { readonly type: "gave-up"; readonly task: Task; readonly error: ErrorRecord };

/**
 * Runs tasks and never knows what they do. Takes a new task only when a worker is free, so that a plan of any length
 * can be streamed through. An error of the user's machine (full disk, missing model) ends `run` by throwing it.
 */
export interface Executor {
  readonly workers: number;
  run(tasks: AsyncIterable<Task>, limits: Limits): AsyncIterable<ExecutorEvent>;
  close(): Promise<void>;
}
