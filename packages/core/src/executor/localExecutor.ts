import type { Task } from "@malmoi/schemas";
import { ConfigError, InputError, toErrorRecord } from "../errors.ts";
import type { Limits } from "../task/stage.ts";
import type { Executor, ExecutorEvent } from "./executor.ts";
import { eventQueue } from "./eventQueue.ts";
import { startWorkerProcess, type WorkerCommand, type WorkerProcess } from "./workerProcess.ts";

interface LocalExecutorOptions extends WorkerCommand {
  /** Not more than there are cores: a third recogniser on two cores makes all three slower. */
  readonly workers: number;
  /** A worker that holds more than this after a task is replaced: WebAssembly memory grows and never shrinks. */
  readonly recycleMegabytes?: number;
}

const BACK_OFF_MILLISECONDS = 200;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Worker processes on this machine. Processes and not threads, because a decoder that dies on a hostile file must
 * take one page with it and not the run.
 */
export function localExecutor({ workers, recycleMegabytes = 900, ...command }: LocalExecutorOptions): Executor {
  const slots: (WorkerProcess | undefined)[] = Array.from({ length: workers });

  async function workerOf(slot: number): Promise<WorkerProcess> {
    const current = slots[slot];
    if (current?.alive() === true) return current;
    const started = await startWorkerProcess(command);
    slots[slot] = started;
    return started;
  }

  async function attempt(slot: number, task: Task, limits: Limits): Promise<ExecutorEvent> {
    const worker = await workerOf(slot);
    const start = performance.now();
    const { record, peakMegabytes } = await worker.run(task, limits);
    const milliseconds = Math.round(performance.now() - start);
    if (worker.megabytes() > recycleMegabytes) {
      slots[slot] = undefined;
      await worker.stop();
    }
    return { type: "done", task, record, milliseconds, peakMegabytes };
  }

  async function runOne(slot: number, task: Task, limits: Limits, emit: (event: ExecutorEvent) => void): Promise<void> {
    for (let count = 1; ; count += 1) {
      try {
        emit(await attempt(slot, task, limits));
        return;
      } catch (thrown) {
        // A full disk or a missing model is the same for every task: the user has to act before any of them can run.
        if (thrown instanceof ConfigError) throw thrown;
        const error = toErrorRecord(thrown);
        if (count >= limits.attempts || thrown instanceof InputError) {
          emit({ type: "gave-up", task, error });
          return;
        }
        emit({ type: "retried", task, attempt: count, error });
        await pause(BACK_OFF_MILLISECONDS * 2 ** (count - 1));
      }
    }
  }

  return {
    workers,
    async *run(tasks, limits) {
      const source = tasks[Symbol.asyncIterator]();
      const queue = eventQueue<ExecutorEvent>();
      let stopped = false;
      // One worker asks for the next task at a time: async generators must not be asked twice at once for an order.
      const loops = slots.map(async (_, slot) => {
        try {
          while (!stopped) {
            const next = await source.next();
            if (next.done === true) return;
            await runOne(slot, next.value, limits, queue.push);
          }
        } catch (error) {
          stopped = true;
          throw error;
        }
      });
      const finished = Promise.allSettled(loops).then((results) => {
        const failure = results.find((result) => result.status === "rejected");
        queue.end(failure?.reason);
      });
      try {
        yield* queue.events();
      } finally {
        stopped = true;
        await finished;
      }
    },
    async close() {
      await Promise.all(slots.map((worker) => worker?.stop()));
      slots.fill(undefined);
    },
  };
}
