import type { Executor, ExecutorEvent, Limits } from "@malmoi/core";
import type { Task } from "@malmoi/schemas";

/** How a task ended: with a record, or given up. */
export type Ended = Exclude<ExecutorEvent, { readonly type: "retried" }>;

/** Workers that take single tasks as they come up. */
export interface TaskPool {
  /** Rejects with what ended the executor: a `ConfigError`, which is the same for all tasks. */
  run(task: Task): Promise<Ended>;
  close(): Promise<void>;
}

/** Turns an executor, which wants a stream of tasks, into one that can be asked task by task, first come first served. */
export function taskPool(executor: Executor, limits: Limits): TaskPool {
  const waiting = new Map<Task, Answer>();
  const queue: Task[] = [];
  let wake: (() => void) | undefined;
  let closed = false;
  let failure: { readonly reason: unknown } | undefined;

  async function* tasks(): AsyncGenerator<Task> {
    while (!closed) {
      const next = queue.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const stop = (): void => {
    closed = true;
    wake?.();
  };

  async function listen(): Promise<void> {
    try {
      for await (const event of executor.run(tasks(), limits)) {
        if (event.type === "retried") continue;
        waiting.get(event.task)?.resolve(event);
        waiting.delete(event.task);
      }
    } catch (reason) {
      failure = { reason };
    }
    for (const { reject } of waiting.values()) reject(failure?.reason ?? new Error("the pool of workers was closed"));
    waiting.clear();
  }
  const listening = listen();

  return {
    run(task) {
      if (failure !== undefined) return Promise.reject(failure.reason);
      return new Promise((resolve, reject) => {
        waiting.set(task, { resolve, reject });
        queue.push(task);
        wake?.();
      });
    },
    async close() {
      stop();
      await executor.close();
      await listening;
    },
  };
}

interface Answer {
  resolve(ended: Ended): void;
  reject(reason: unknown): void;
}
