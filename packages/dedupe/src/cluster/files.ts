import type { OpenFile, TaskContext } from "@malmoi/core";
import type { FileRef } from "@malmoi/schemas";

/** A finished file of an earlier step, however large. */
export interface Input {
  stream(): AsyncIterable<Uint8Array>;
  open(): Promise<OpenFile>;
  /** What to throw when it turns out to be damaged. */
  damaged(): Promise<Error>;
}

/** Where a step puts its files. */
export type Output = Pick<TaskContext, "write" | "scratch">;

/** A file of another task as an input. */
export function inputOf(context: TaskContext, ref: FileRef): Input {
  return {
    stream: () => context.stream(ref),
    open: async () => await context.open(ref),
    damaged: async () => await context.damaged(ref),
  };
}
