import { countProcessorTime, whenOverdue } from "@malmoi/core";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { fasterCore } from "./core/fasterCore.ts";
import { deadlineFailure, engineFailure } from "./failures.ts";

const Message = z.object({
  jobId: z.string(),
  status: z.enum(["resolve", "reject", "progress"]),
  data: z.unknown().optional(),
});

/** A running tesseract.js worker thread. Once `dead`, it stays so. */
export interface TesseractWorker {
  readonly dead: boolean;
  /**
   * Sends one request and waits for its answer. `transfer` hands buffers over instead of copying them. Rejects with
   * `TransientError` OCR_DEADLINE after `deadline` milliseconds (and kills the thread: nothing else can stop it): of the
   * processor's time, so that what is read does not depend on what else the machine does; five times that by the clock. With
   * OCR_CRASHED if the thread dies, with OCR_FAILED if it says no.
   */
  request(action: string, payload: object, deadline: number, transfer?: ArrayBuffer[]): Promise<unknown>;
  terminate(): Promise<void>;
}

const FASTER = new URL("core/thread.mjs", import.meta.url);

/**
 * Starts tesseract.js's worker script (with a faster core where that is known) and speaks its packets directly. The library's own `createWorker` leaves
 * promises pending for ever when a worker dies or is terminated, throws where nobody can catch, and joins the bytes of
 * models given in memory into their names (all still so in 7.0.0); the script behind it is sound.
 */
export function startTesseractWorker(script?: string): TesseractWorker {
  const core = script === undefined ? fasterCore() : undefined;
  const file = core === undefined ? (script ?? libraryScript()) : FASTER;
  const thread = new Worker(file, { stdout: true, stderr: true, workerData: core });
  const waiting = new Map<string, { resolve: (data: unknown) => void; reject: (error: Error) => void }>();
  let dead = false;
  let requests = 0;

  const die = (error: Error): void => {
    dead = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  thread.on("message", (packet: unknown) => {
    const message = Message.safeParse(packet);
    if (!message.success || message.data.status === "progress") return;
    const { jobId, status, data } = message.data;
    const job = waiting.get(jobId);
    waiting.delete(jobId);
    if (status === "resolve") job?.resolve(data);
    else job?.reject(engineFailure("OCR_FAILED", `the recogniser failed: ${String(data)}`));
  });
  thread.on("error", (error) => die(engineFailure("OCR_CRASHED", "the recogniser crashed", error)));
  thread.on("exit", (code) => die(engineFailure("OCR_CRASHED", `the recogniser ended with code ${code}`)));
  // A waiting worker must not keep the process alive, nor may what Tesseract prints fill a pipe that nobody reads.
  thread.unref();
  thread.stdout.resume();
  thread.stderr.resume();

  return {
    get dead() {
      return dead;
    },
    async request(action, payload, deadline, transfer = []) {
      if (dead) throw engineFailure("OCR_CRASHED", "the recogniser is not running");
      requests += 1;
      const jobId = String(requests);
      let cancel: (() => void) | undefined;
      try {
        return await new Promise<unknown>((resolve, reject) => {
          cancel = whenOverdue(deadline, countProcessorTime(), () => {
            die(deadlineFailure(deadline));
            void thread.terminate();
          });
          waiting.set(jobId, { resolve, reject });
          thread.postMessage({ workerId: "malmoi", jobId, action, payload }, transfer);
        });
      } finally {
        cancel?.();
        waiting.delete(jobId);
      }
    },
    async terminate() {
      die(engineFailure("OCR_CRASHED", "the recogniser was closed"));
      await thread.terminate();
    },
  };
}

/** The script that the library itself runs. */
export function libraryScript(): string {
  return createRequire(import.meta.url).resolve("tesseract.js/src/worker-script/node/index.js");
}
