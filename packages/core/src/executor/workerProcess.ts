import { type ChildProcess, fork } from "node:child_process";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Task, TaskRecord } from "@malmoi/schemas";
import { fromErrorRecord, TransientError } from "../errors.ts";
import type { Limits } from "../task/stage.ts";
import { whenOverdue } from "./overdue.ts";
import { FromWorker, PULSE_DESCRIPTOR, type ToWorker } from "./workerProtocol.ts";

export interface WorkerCommand {
  /** The module that calls `serveTasks`. */
  readonly entry: string;
  readonly args: readonly string[];
  /** Node's own flags, such as a TypeScript loader. */
  readonly execArgv: readonly string[];
}

/** Starting means loading code, a second or two on a machine that is not busy; longer than this and it is in trouble. */
const START_SECONDS = 300;
const STDERR_TAIL = 2_000;
const MEGABYTE = 1 << 20;

/** One worker process: start it, give it one task at a time, and be sure to get an answer or an error in time. */
export interface WorkerProcess {
  run(task: Task, limits: Limits): Promise<{ record: TaskRecord; peakMegabytes: number }>;
  /** Resident memory at the last pulse, in megabytes. */
  megabytes(): number;
  alive(): boolean;
  stop(): Promise<void>;
}

type Verdict = (outcome: TaskRecord | Error) => void;

const crashed = (message: string, code: string, hint: string): TransientError =>
  new TransientError(message, { code, hint });

export async function startWorkerProcess({ entry, args, execArgv }: WorkerCommand): Promise<WorkerProcess> {
  const child: ChildProcess = fork(entry, [...args], {
    execArgv: [...execArgv],
    stdio: ["ignore", "ignore", "pipe", "pipe", "ipc"],
    // Decoders allocate from many threads; without these glibc and libuv keep far more memory than is in use.
    env: { MALLOC_ARENA_MAX: "2", UV_THREADPOOL_SIZE: "2", ...process.env },
  });
  let living = true;
  let bytes = 0;
  /** Milliseconds of the processor's time at the last pulse. */
  let processorTime = 0;
  let peakBytes = 0;
  let memoryLimit = Number.POSITIVE_INFINITY;
  let errorTail = "";
  let verdict: Verdict | undefined;

  const noteMemory = (now: number): void => {
    bytes = now;
    peakBytes = Math.max(peakBytes, now);
  };
  const settle = (outcome: TaskRecord | Error): void => {
    const waiting = verdict;
    verdict = undefined;
    waiting?.(outcome);
  };
  const kill = (reason: Error): void => {
    settle(reason);
    living = false;
    child.kill("SIGKILL");
  };

  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errorTail = (errorTail + text).slice(-STDERR_TAIL);
  });
  const pulse = child.stdio[PULSE_DESCRIPTOR];
  if (pulse instanceof Readable) {
    createInterface({ input: pulse }).on("line", (line) => {
      const [memory = 0, time = 0] = line.split(" ").map(Number);
      processorTime = time;
      noteMemory(memory);
      if (bytes > memoryLimit) {
        kill(
          crashed(
            `the task needed more than ${Math.round(memoryLimit / MEGABYTE)} MB of memory and was stopped`,
            "MEMORY_LIMIT",
            "Make the page image smaller or split the document, or raise ocr.memoryMegabytes in the pipeline file if it was recognition, and run again.",
          ),
        );
      }
    });
  }
  const ended = new Promise<void>((resolve) => {
    child.once("exit", (code, signal) => {
      living = false;
      const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
      const said = errorTail.trim().split("\n").slice(-3).join(" ");
      settle(
        crashed(
          `the worker process died (${how})${said === "" ? "" : `: ${said}`}`,
          "WORKER_CRASHED",
          "A decoder probably failed on this file: convert it with another program (to TIFF or PNG) and upload it again.",
        ),
      );
      resolve();
    });
  });

  await new Promise<void>((resolve, reject) => {
    const fail = (how: string, cause?: Error): void => {
      clearTimeout(timer);
      reject(new Error(`a worker process did not start${how}: ${errorTail}`, { cause }));
    };
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      fail(` within ${START_SECONDS} s`);
    }, START_SECONDS * 1_000);
    child.once("error", (error) => fail("", error));
    child.once("exit", () => fail(""));
    child.once("message", () => {
      clearTimeout(timer);
      resolve();
    });
  });

  child.on("message", (message) => {
    const answer = FromWorker.parse(message);
    if (answer.type === "done") {
      noteMemory(answer.memoryBytes);
      settle(answer.record);
    }
    if (answer.type === "failed") settle(fromErrorRecord(answer.error));
  });

  return {
    async run(task, limits) {
      memoryLimit = limits.memoryMegabytes * MEGABYTE;
      peakBytes = bytes;
      const outcome = await new Promise<TaskRecord | Error>((resolve) => {
        const before = processorTime;
        const cancel = whenOverdue(
          limits.deadlineSeconds * 1_000,
          () => processorTime - before,
          () =>
            kill(
              crashed(
                `the task took longer than ${limits.deadlineSeconds} s and was stopped`,
                "DEADLINE",
                "Shrink the page or split the document, or raise ocr.deadlineSeconds in the pipeline file if it was recognition, and run again.",
              ),
            ),
        );
        verdict = (result) => {
          cancel();
          resolve(result);
        };
        if (!living) settle(crashed("the worker process was gone", "WORKER_CRASHED", "Run the same command again."));
        else child.send({ task } satisfies ToWorker);
      });
      memoryLimit = Number.POSITIVE_INFINITY;
      if (outcome instanceof Error) throw outcome;
      return { record: outcome, peakMegabytes: Math.round(peakBytes / MEGABYTE) };
    },
    megabytes: () => bytes / MEGABYTE,
    alive: () => living,
    async stop() {
      if (living) child.disconnect();
      const timer = setTimeout(() => child.kill("SIGKILL"), 2_000);
      await ended;
      clearTimeout(timer);
    },
  };
}
