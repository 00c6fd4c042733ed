import { setTimeout } from "node:timers/promises";
import { type ErrorRecord, type ProgressEvent, Task, type TaskRecord } from "@malmoi/schemas";
import { z } from "zod";
import { localStore } from "../store/localStore.ts";
import { readJsonLines, toJsonLines } from "../store/lines.ts";
import type { Executor, ExecutorEvent } from "../executor/executor.ts";
import type { Json } from "../task/digest.ts";
import { findRecord, type Workspace } from "../task/runTask.ts";
import { type Limits, makeTask, type Stage } from "../task/stage.ts";

/** Between two words on how far a plan is, in milliseconds. */
const PLANNING_EVERY = 1_000;

/** How one task of an item ended. */
export type TaskOutcome<Output> = { readonly task: Task } & (
  | { readonly status: "done"; readonly output: Output; readonly record: TaskRecord }
  | { readonly status: "quarantined"; readonly error: ErrorRecord }
);

/** A task that was not quarantined. */
export type DoneOutcome<Output> = Extract<TaskOutcome<Output>, { status: "done" }>;

/** What a stage made of one item, in the order of the items. */
export interface ItemResult<Carry, Output> {
  readonly carry: Carry;
  readonly outcomes: readonly TaskOutcome<Output>[];
}

export interface StageRun<Carry extends Json, Item, Options, Input, Output> {
  readonly stage: Stage<Item, Options, Input, Output>;
  readonly options: Options;
  readonly limits?: Partial<Limits>;
  /** What the caller wants back with the results; streamed, written to the plan, and read again. */
  readonly carries: AsyncIterable<Carry>;
  readonly carrySchema: z.ZodType<Carry>;
  /** The stage's item of a carry; undefined if the stage has nothing to do for it (it still comes back). */
  readonly itemOf: (carry: Carry) => Item | undefined;
}

export interface RunnerContext {
  readonly workspace: Workspace;
  readonly executor: Executor;
  /** A folder of this run, for its plans. */
  readonly planFolder: string;
}

/** What a stage did, in figures; becomes part of the run's record. */
export interface StageTally {
  stage: string;
  tasks: number;
  /** Executed by this run; the others were done before. */
  ran: number;
  /** Of all its tasks. */
  quarantined: number;
  taskMilliseconds: number;
  peakMegabytes: number;
}

export interface StageResults<Carry, Output> {
  readonly tally: Readonly<StageTally>;
  /** Can be read any number of times; reads from disk each time, so that memory does not grow with the corpus. */
  results(): AsyncGenerator<ItemResult<Carry, Output>>;
}

/**
 * Plans a stage for a stream of items, runs what has not been done before, and returns the results.
 *
 * Two passes over the items, so that the number of tasks is known before the first one runs (time left) and nothing
 * has to be kept in memory: the plan goes to a file of the run. Tasks with the same key run once.
 */
export async function* runStage<Carry extends Json, Item, Options, Input, Output>(
  { stage, options, limits, carries, carrySchema, itemOf }: StageRun<Carry, Item, Options, Input, Output>,
  { workspace, executor, planFolder }: RunnerContext,
): AsyncGenerator<ProgressEvent, StageResults<Carry, Output>> {
  const plans = localStore(planFolder);
  const planKey = `${stage.name}.jsonl`;
  const PlanLine = z.strictObject({ carry: carrySchema, tasks: z.array(Task) });
  const tally: StageTally = {
    stage: stage.name,
    tasks: 0,
    ran: 0,
    quarantined: 0,
    taskMilliseconds: 0,
    peakMegabytes: 0,
  };
  const failures = new Map<string, ErrorRecord>();
  const readPlan = (): AsyncGenerator<z.infer<typeof PlanLine>> => readJsonLines(plans.stream(planKey), PlanLine);

  let alreadyDone = 0;
  let items = 0;
  async function* planned(): AsyncGenerator<Json> {
    for await (const carry of carries) {
      items += 1;
      const item = itemOf(carry);
      const tasks: Task[] = [];
      for (const spec of item === undefined ? [] : stage.plan(item, options)) {
        const task = makeTask(stage, spec);
        tasks.push(task);
        tally.tasks += 1;
        const record = await findRecord(workspace.store, task);
        if (record !== undefined) alreadyDone += 1;
        if (record?.result.status === "quarantined") tally.quarantined += 1;
      }
      yield { carry, tasks };
    }
  }
  const writing = plans.write(planKey, toJsonLines(planned()));
  // Awaited below; whoever stops listening before that is not hurt by how it ends.
  writing.catch(() => undefined);
  while (!(await endsWithin(writing, PLANNING_EVERY))) yield { type: "stage-planning", stage: stage.name, items };
  yield { type: "stage-planned", stage: stage.name, tasks: tally.tasks, done: alreadyDone };

  // Finished tasks are found on disk; this bridges those under way, so that equal tasks of one plan run once.
  const running = new Set<string>();
  async function* toRun(): AsyncGenerator<Task> {
    for await (const { tasks } of readPlan()) {
      for (const task of tasks) {
        if (running.has(task.key) || failures.has(task.key)) continue;
        if ((await findRecord(workspace.store, task)) !== undefined) continue;
        running.add(task.key);
        yield task;
      }
    }
  }

  if (alreadyDone < tally.tasks) {
    for await (const event of executor.run(toRun(), { ...stage.limits, ...limits })) {
      note(event, tally, failures);
      if (event.type !== "retried") running.delete(event.task.key);
      yield progressOf(event);
    }
  }
  yield { type: "stage-done", stage: stage.name, ran: tally.ran, quarantined: tally.quarantined };

  return {
    tally,
    async *results() {
      for await (const { carry, tasks } of readPlan()) {
        const outcomes: TaskOutcome<Output>[] = [];
        for (const task of tasks) outcomes.push(await outcomeOf(task));
        yield { carry, outcomes };
      }
    },
  };

  async function outcomeOf(task: Task): Promise<TaskOutcome<Output>> {
    const record = await findRecord(workspace.store, task);
    if (record === undefined) {
      const error = failures.get(task.key);
      if (error === undefined) throw new Error(`${stage.name} ${task.label}: planned but neither done nor failed`);
      return { task, status: "quarantined", error };
    }
    if (record.result.status === "quarantined") {
      return { task, status: "quarantined", error: record.result.error };
    }
    return { task, status: "done", output: stage.output.parse(record.result.output), record };
  }
}

/** Whether `work` ends within so many milliseconds. Throws its error. */
async function endsWithin(work: Promise<void>, milliseconds: number): Promise<boolean> {
  const timer = new AbortController();
  const late = setTimeout(milliseconds, false, { signal: timer.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    timer.abort();
  }
}

function note(event: ExecutorEvent, tally: StageTally, failures: Map<string, ErrorRecord>): void {
  if (event.type === "retried") return;
  tally.ran += 1;
  if (event.type === "gave-up") {
    tally.quarantined += 1;
    failures.set(event.task.key, event.error);
    return;
  }
  if (event.record.result.status === "quarantined") tally.quarantined += 1;
  tally.taskMilliseconds += event.milliseconds;
  tally.peakMegabytes = Math.max(tally.peakMegabytes, event.peakMegabytes);
}

function progressOf(event: ExecutorEvent): ProgressEvent {
  const { stage, key, label } = event.task;
  switch (event.type) {
    case "retried":
      return { type: "task-retried", stage, key, label, attempt: event.attempt, error: event.error };
    case "gave-up":
      return { type: "task-quarantined", stage, key, label, error: event.error };
    case "done": {
      const { result } = event.record;
      if (result.status === "quarantined") {
        return { type: "task-quarantined", stage, key, label, error: result.error };
      }
      return {
        type: "task-done",
        stage,
        key,
        label,
        milliseconds: event.milliseconds,
        peakMegabytes: event.peakMegabytes,
      };
    }
  }
}
