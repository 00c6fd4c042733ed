import { Worker } from "node:worker_threads";
import { toErrorRecord } from "../errors.ts";
import { runTask, type Workspace } from "../task/runTask.ts";
import type { RunnableStage } from "../task/stage.ts";
import { type FromWorker, PULSE_DESCRIPTOR, PULSE_MILLISECONDS, ToWorker } from "./workerProtocol.ts";

/**
 * A thread of its own, because the main thread may be inside a decoder that never returns. It reports memory and the
 * processor's time, and when nobody reads any more (the run was killed) it takes the process down: no orphan keeps a core
 * busy.
 */
const PULSE = `
const { writeSync } = require("node:fs");
setInterval(() => {
  try {
    const { user, system } = process.cpuUsage();
    writeSync(${PULSE_DESCRIPTOR}, process.memoryUsage.rss() + " " + (user + system) / 1000 + "\\n");
  } catch (error) {
    if (error.code !== "EAGAIN") process.kill(process.pid, "SIGKILL");
  }
}, ${PULSE_MILLISECONDS});
`;

function send(message: FromWorker): void {
  process.send?.(message);
}

/**
 * The life of a worker process: takes tasks from its parent, one at a time, until the parent goes away. Call it as
 * the only thing the process does.
 */
export function serveTasks(stages: readonly RunnableStage[], workspace: Workspace): void {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  new Worker(PULSE, { eval: true, execArgv: [], stdout: false, stderr: false }).unref();

  async function answer(message: unknown): Promise<void> {
    try {
      const { task } = ToWorker.parse(message);
      const stage = byName.get(task.stage);
      if (stage === undefined) throw new Error(`this worker has no stage ${task.stage}`);
      const record = await runTask(stage, task, workspace);
      send({ type: "done", record, memoryBytes: process.memoryUsage.rss() });
    } catch (error) {
      send({ type: "failed", error: toErrorRecord(error) });
    }
  }

  process.on("message", (message) => void answer(message));
  process.on("disconnect", () => process.exit(0));
  // The parent decides when to stop; Ctrl-C reaches the whole group and must not end a task half-way.
  process.on("SIGINT", () => undefined);
  send({ type: "ready" });
}
