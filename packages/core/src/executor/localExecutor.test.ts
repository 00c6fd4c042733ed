import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Task } from "@malmoi/schemas";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localStore } from "../store/localStore.ts";
import { findRecord } from "../task/runTask.ts";
import { type Limits, makeTask } from "../task/stage.ts";
import type { Executor, ExecutorEvent } from "./executor.ts";
import { localExecutor } from "./localExecutor.ts";
import { testStage as stage } from "./testStage.ts";

let folder: string;
let executor: Executor;
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

function start(workers: number, recycleMegabytes?: number): Executor {
  return localExecutor({
    workers,
    entry: fileURLToPath(new URL("testWorker.ts", import.meta.url)),
    args: [folder],
    execArgv: ["--import", tsx],
    ...(recycleMegabytes === undefined ? {} : { recycleMegabytes }),
  });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-executor-"));
  executor = start(2);
});
afterEach(async () => {
  await executor.close();
  await rm(folder, { recursive: true });
});

function taskOf(name: string, does: string): Task {
  const [spec] = stage.plan({ name, does }, {});
  if (spec === undefined) throw new Error("no task");
  return makeTask(stage, spec);
}

async function* stream(tasks: Iterable<Task>): AsyncGenerator<Task> {
  yield* tasks;
}

const LIMITS: Limits = { deadlineSeconds: 100, memoryMegabytes: 600, attempts: 2 };

async function events(tasks: Iterable<Task>, limits: Partial<Limits> = {}): Promise<ExecutorEvent[]> {
  const seen: ExecutorEvent[] = [];
  for await (const event of executor.run(stream(tasks), { ...LIMITS, ...limits })) seen.push(event);
  return seen;
}

const summary = (seen: readonly ExecutorEvent[]): string[] =>
  seen
    .map((event) => `${event.task.label} ${event.type}${event.type === "done" ? "" : ` ${event.error.code}`}`)
    .toSorted();

test("runs tasks in processes of their own and measures them", async () => {
  const meeting = await events([taskOf("a", "meet the other"), taskOf("b", "meet the other")]);
  const seen = [...meeting, ...(await events([taskOf("c", "wait a little"), taskOf("d", "wait a little")]))];
  expect(summary(seen)).toEqual(["a done", "b done", "c done", "d done"]);
  const pids = new Set(
    seen.map((event) =>
      event.type === "done" && event.record.result.status === "done" ? JSON.stringify(event.record.result.output) : "",
    ),
  );
  expect(pids.size).toBe(2);
  expect([...pids].join()).not.toContain(String(process.pid));
  for (const event of seen) {
    if (event.type !== "done") continue;
    if (event.task.label > "b") expect(event.milliseconds).toBeGreaterThanOrEqual(95);
    expect(event.peakMegabytes).toBeGreaterThan(20);
  }
});

test("a crash takes one task with it, is tried again, and then given up", async () => {
  const seen = await events([
    taskOf("a", "abort"),
    taskOf("b", "work"),
    taskOf("c", "crash once"),
    taskOf("d", "work"),
  ]);
  expect(summary(seen)).toEqual([
    "a gave-up WORKER_CRASHED",
    "a retried WORKER_CRASHED",
    "b done",
    "c done",
    "c retried WORKER_CRASHED",
    "d done",
  ]);
  // What the machine may have caused is not recorded: the next run tries again.
  expect(await findRecord(localStore(join(folder, "work")), taskOf("a", "abort"))).toBeUndefined();
});

test("a task that hangs for ever is stopped at its deadline, and the next one has a new worker", async () => {
  await executor.close();
  executor = start(1);
  // Of its own: on a busy machine a good task might run out of so short a time, too.
  const seen = await events([taskOf("a", "hang")], { deadlineSeconds: 0.5, attempts: 1 });
  expect(summary([...seen, ...(await events([taskOf("b", "work")]))])).toEqual(["a gave-up DEADLINE", "b done"]);
});

test("a task that eats memory is stopped at the ceiling", async () => {
  const seen = await events([taskOf("a", "hog"), taskOf("b", "work")], { memoryMegabytes: 400, attempts: 1 });
  expect(summary(seen)).toEqual(["a gave-up MEMORY_LIMIT", "b done"]);
});

test("bad input is recorded and not tried again; a bug is tried again and given up", async () => {
  const seen = await events([taskOf("a", "be bad"), taskOf("b", "have a bug")]);
  expect(summary(seen)).toEqual(["a done", "b gave-up UNEXPECTED", "b retried UNEXPECTED"]);
  const record = await findRecord(localStore(join(folder, "work")), taskOf("a", "be bad"));
  expect(record?.result).toMatchObject({ status: "quarantined", error: { code: "BAD_PAGE", hint: "Scan it again." } });
  expect((await readFile(join(folder, "started.log"), "utf8")).split("\n").filter((name) => name === "a")).toHaveLength(
    1,
  );
});

test("a full disk stops the run with its remedy, however much there is to do", async () => {
  function* endless(): Generator<Task> {
    yield taskOf("a", "fill the disk");
    for (let index = 0; ; index += 1) yield taskOf(`t${index}`, "wait a little");
  }
  await expect(events(endless())).rejects.toMatchObject({ code: "DISK_FULL", hint: "Free some space." });
});

test("a worker that keeps too much memory is replaced between tasks", async () => {
  await executor.close();
  executor = start(1, 1);
  const seen = await events([taskOf("a", "wait a little"), taskOf("b", "wait a little")]);
  const outputs = seen.map((event) => (event.type === "done" ? JSON.stringify(event.record.result) : event.type));
  expect(new Set(outputs).size).toBe(2);
});

test("takes tasks only as workers become free", async () => {
  let taken = 0;
  async function* counting(): AsyncGenerator<Task> {
    for (let index = 0; index < 50; index += 1) {
      taken += 1;
      yield taskOf(`t${index}`, "wait a little");
    }
  }
  let finished = 0;
  for await (const event of executor.run(counting(), LIMITS)) {
    if (event.type === "done") finished += 1;
    expect(taken - finished).toBeLessThanOrEqual(6);
    if (finished === 10) break;
  }
  expect(finished).toBe(10);
});
