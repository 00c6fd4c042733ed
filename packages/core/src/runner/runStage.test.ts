import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ProgressEvent } from "@malmoi/schemas";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { localExecutor } from "../executor/localExecutor.ts";
import { testStage as stage } from "../executor/testStage.ts";
import { localStore } from "../store/localStore.ts";
import { type RunnerContext, runStage, type StageResults } from "./runStage.ts";

let folder: string;
let context: RunnerContext;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-runner-"));
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  context = {
    workspace: { store: localStore(join(folder, "work")), scratchFolder: join(folder, "scratch") },
    planFolder: join(folder, "plan"),
    executor: localExecutor({
      workers: 2,
      entry: fileURLToPath(new URL("../executor/testWorker.ts", import.meta.url)),
      args: [folder],
      execArgv: ["--import", tsx],
    }),
  };
});
afterEach(async () => {
  await context.executor.close();
  await rm(folder, { recursive: true });
});

const Carry = z.strictObject({ name: z.string(), does: z.string().nullable() });
type Carry = z.infer<typeof Carry>;

async function* stream<T>(values: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  yield* values;
}

async function run(
  carries: readonly Carry[] | AsyncIterable<Carry>,
  heard: (event: ProgressEvent) => void = () => undefined,
): Promise<{ events: ProgressEvent[]; results: StageResults<Carry, { pid: number }> }> {
  const generator = runStage(
    {
      stage,
      options: {},
      carries: stream(carries),
      carrySchema: Carry,
      itemOf: ({ name, does }) => (does === null ? undefined : { name, does }),
    },
    context,
  );
  const events: ProgressEvent[] = [];
  for (;;) {
    const next = await generator.next();
    if (next.done === true) return { events, results: next.value };
    events.push(next.value);
    heard(next.value);
  }
}

async function outcomes(results: StageResults<Carry, { pid: number }>): Promise<string[]> {
  const lines: string[] = [];
  for await (const { carry, outcomes: found } of results.results()) {
    lines.push(`${carry.name}: ${found.map((outcome) => outcome.status).join()}`);
  }
  return lines;
}

test("results come in the order of the items, with what the caller sent along", async () => {
  const { results } = await run([
    { name: "slow", does: "wait a little" },
    { name: "nothing", does: null },
    { name: "bad", does: "be bad" },
    { name: "crash", does: "abort" },
    { name: "quick", does: "work" },
  ]);
  const expected = ["slow: done", "nothing: ", "bad: quarantined", "crash: quarantined", "quick: done"];
  expect(await outcomes(results)).toEqual(expected);
  expect(await outcomes(results)).toEqual(expected);
  expect(results.tally).toMatchObject({ tasks: 4, ran: 4, quarantined: 2 });
});

test("finished work is found and not done again; what the machine may have caused is", async () => {
  const carries = [
    { name: "a", does: "work" },
    { name: "bad", does: "be bad" },
    { name: "crash", does: "abort" },
  ];
  await run(carries);
  const { events, results } = await run([...carries, { name: "new", does: "work" }]);
  expect(events).toContainEqual({ type: "stage-planned", stage: "test", tasks: 4, done: 2 });
  expect(results.tally).toMatchObject({ tasks: 4, ran: 2, quarantined: 2 });
  const started = (await readFile(join(folder, "started.log"), "utf8")).trim().split("\n").toSorted();
  expect(started).toEqual(["a", "bad", "crash", "crash", "crash", "crash", "new"]);
});

test("equal tasks of one plan run once", async () => {
  const same = { name: "same", does: "wait a little" };
  const { results } = await run([same, same, same]);
  expect(results.tally).toMatchObject({ tasks: 3, ran: 1 });
  expect(await outcomes(results)).toEqual(["same: done", "same: done", "same: done"]);
});

test("an empty stage is planned and done", async () => {
  const { events } = await run([]);
  // Even that takes its time on a busy machine.
  const types = events.map(({ type }) => type).filter((type) => type !== "stage-planning");
  expect(types).toEqual(["stage-planned", "stage-done"]);
});

test("a plan that takes long says how far it is", async () => {
  let go = (): void => undefined;
  const told = new Promise<void>((resolve) => (go = resolve));
  async function* slow(): AsyncGenerator<Carry> {
    yield { name: "nothing", does: null };
    await told;
    yield { name: "more", does: null };
  }
  const { events } = await run(slow(), (event) => event.type === "stage-planning" && event.items === 1 && go());
  expect(events).toContainEqual({ type: "stage-planning", stage: "test", items: 1 });
  expect(events.at(-1)).toMatchObject({ type: "stage-done" });
});

test("an error while planning is the stage's", async () => {
  async function* broken(): AsyncGenerator<Carry> {
    yield { name: "nothing", does: null };
    throw new Error("the disk is gone");
  }
  await expect(run(broken())).rejects.toThrow("the disk is gone");
});
