import type { FileRef, Task } from "@malmoi/schemas";
import { z } from "zod";
import type { OpenFile } from "../store/store.ts";
import { digestOf, type Json } from "./digest.ts";

/** Bounds for one task. Crossing one kills the worker process, and only that. */
export interface Limits {
  /** Of the processor's time, so that a busy machine stops the same tasks; five times that by the clock. */
  readonly deadlineSeconds: number;
  /** Resident memory of the worker process. */
  readonly memoryMegabytes: number;
  /** How often a task may be started before it is quarantined for crashes, deadlines or memory. */
  readonly attempts: number;
}

/** What a task may use while it runs. */
export interface TaskContext {
  /** Reads a file of another task and checks its digest; throws `TransientError` if it is damaged or gone. */
  read(ref: FileRef): Promise<Uint8Array>;
  /** The same in pieces, for what may not fit into memory: throws only after the last piece, so use none before. */
  stream(ref: FileRef): AsyncIterable<Uint8Array>;
  /** Any part of a file of another task, unchecked: what is read so must carry checks of its own (see `damaged`). */
  open(ref: FileRef): Promise<OpenFile>;
  /** Forgets the task that wrote a file that is wrong, so that the next run computes it again. Throw what it returns. */
  damaged(ref: FileRef): Promise<Error>;
  /** Writes a file of this task's output. The same input must always give the same bytes. */
  write(name: string, data: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>;
  /** A folder for programs that need real files; it is removed when the task ends. */
  scratch(): Promise<string>;
}

/** A task before it has its key. */
export interface TaskSpec<Input> {
  /** For people: "letters/1912.pdf page 3". Not part of the key. */
  readonly label: string;
  /** Digests of everything the output depends on, in a fixed order. */
  readonly inputs: readonly string[];
  /** The options that matter to the output. */
  readonly options: Json;
  /** What `run` gets. Where it says the same as `inputs` (a path, say), `inputs` is what counts. */
  readonly input: Input;
}

/**
 * One step of the corpus. `plan` is pure and sees one item at a time, so that a corpus of any size streams through; a
 * step over the whole corpus has a single item that names a manifest. `run` is idempotent: it may be killed at any moment and run
 * again, and gives the same output for the same key. Raise `version` whenever the output for a given input changes.
 */
export interface Stage<Item, Options, Input, Output> {
  readonly name: string;
  readonly version: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  readonly limits: Limits;
  plan(item: Item, options: Options): Iterable<TaskSpec<Input>>;
  run(input: Input, context: TaskContext): Promise<Output>;
}

/** The task of a spec. Its key is the SHA-256 of stage name, stage version, options and input digests. */
export function makeTask<Input>(
  stage: { readonly name: string; readonly version: string },
  { label, inputs, options, input }: TaskSpec<Input>,
): Task {
  const key = digestOf({ stage: stage.name, version: stage.version, options, inputs: [...inputs] });
  return { key, stage: stage.name, version: stage.version, label, input: z.json().parse(input) };
}

/** A stage as an executor's worker sees it: JSON in, JSON out. */
export interface RunnableStage {
  readonly name: string;
  execute(input: Json, context: TaskContext): Promise<Json>;
}

export function runnable<Item, Options, Input, Output>(stage: Stage<Item, Options, Input, Output>): RunnableStage {
  return {
    name: stage.name,
    execute: async (input, context) => {
      const output = await stage.run(stage.input.parse(input), context);
      return z.json().parse(stage.output.parse(output));
    },
  };
}

/** Where a task's output lives in the work store. Two levels, so that no folder has a million entries. */
export function taskFolder(stage: string, key: string): string {
  return `${stage}/${key.slice(0, 2)}/${key}`;
}
