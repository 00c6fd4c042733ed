import { mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { InputError } from "../errors.ts";
import { localStore } from "../store/localStore.ts";
import { canonicalJson, digestOf } from "./digest.ts";
import { fileOf, findRecord, runTask, type Workspace } from "./runTask.ts";
import { makeTask, runnable, type Stage, taskFolder } from "./stage.ts";

let folder: string;
let workspace: Workspace;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-task-"));
  workspace = { store: localStore(join(folder, "work")), scratchFolder: join(folder, "scratch") };
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const Shout = z.strictObject({ text: z.string() });
const shout: Stage<string, { mark: string }, z.infer<typeof Shout>, { length: number }> = {
  name: "test.shout",
  version: "1",
  input: Shout,
  output: z.strictObject({ length: z.int() }),
  limits: { deadlineSeconds: 10, memoryMegabytes: 500, attempts: 1 },
  *plan(text, options) {
    yield { label: text, inputs: [digestOf(text)], options, input: { text } };
  },
  async run({ text }, context) {
    if (text === "bad") throw new InputError("cannot shout this", { code: "BAD_TEXT", hint: "Write something else." });
    if (text === "broken") throw new TypeError("a bug");
    const scratch = await context.scratch();
    await writeFile(join(scratch, "draft"), text);
    await context.write("loud.txt", new TextEncoder().encode(text.toUpperCase()));
    return { length: text.length };
  },
};

const taskFor = (text: string, mark = "!"): ReturnType<typeof makeTask> => {
  const [spec] = shout.plan(text, { mark });
  if (spec === undefined) throw new Error("no task");
  return makeTask(shout, spec);
};

test("canonical JSON does not depend on the order of keys", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  expect(digestOf({ a: 1, b: 2 })).toBe(digestOf({ b: 2, a: 1 }));
  expect(digestOf({ a: 1 })).not.toBe(digestOf({ a: "1" }));
});

test("the key follows stage, version, options and input digests, and nothing else", () => {
  const spec = { label: "x", inputs: ["d1"], options: { mark: "!" }, input: { text: "x" } };
  const { key } = makeTask(shout, spec);
  expect(makeTask(shout, { ...spec, label: "other", input: { text: "moved" } }).key).toBe(key);
  expect(makeTask({ name: "test.other", version: "1" }, spec).key).not.toBe(key);
  expect(makeTask({ name: "test.shout", version: "2" }, spec).key).not.toBe(key);
  expect(makeTask(shout, { ...spec, options: { mark: "?" } }).key).not.toBe(key);
  expect(makeTask(shout, { ...spec, inputs: ["d2"] }).key).not.toBe(key);
});

test("a task is done once its record is written, and the record proves its files", async () => {
  const task = taskFor("ahoy");
  expect(await findRecord(workspace.store, task)).toBeUndefined();
  const record = await runTask(runnable(shout), task, workspace);
  expect(record.result).toMatchObject({ status: "done", output: { length: 4 } });
  expect(await findRecord(workspace.store, task)).toEqual(record);
  const ref = fileOf(record, "loud.txt");
  expect(new TextDecoder().decode(await workspace.store.read(ref.key))).toBe("AHOY");
  expect(await readdir(workspace.scratchFolder)).toEqual([]);
});

test("the same input gives the same record", async () => {
  const record = await runTask(runnable(shout), taskFor("ahoy"), workspace);
  const elsewhere = { store: localStore(join(folder, "other")), scratchFolder: join(folder, "scratch") };
  expect(await runTask(runnable(shout), taskFor("ahoy"), elsewhere)).toEqual(record);
});

test("an input error is a result with a reason; a bug is not", async () => {
  const bad = await runTask(runnable(shout), taskFor("bad"), workspace);
  expect(bad.result).toMatchObject({ status: "quarantined", error: { code: "BAD_TEXT" } });
  expect(await findRecord(workspace.store, taskFor("bad"))).toEqual(bad);
  await expect(runTask(runnable(shout), taskFor("broken"), workspace)).rejects.toThrow("a bug");
  expect(await findRecord(workspace.store, taskFor("broken"))).toBeUndefined();
});

test("a damaged record or a cut file means that the task has to run again", async () => {
  const task = taskFor("ahoy");
  const place = join(folder, "work", taskFolder(task.stage, task.key));
  for (const damage of [
    async () => await truncate(join(place, "loud.txt"), 2),
    async () => await rm(join(place, "loud.txt")),
    async () => await truncate(join(place, "task.json"), 40),
    async () => await writeFile(join(place, "task.json"), "{}"),
  ]) {
    await runTask(runnable(shout), task, workspace);
    expect(await findRecord(workspace.store, task)).toBeDefined();
    await damage();
    expect(await findRecord(workspace.store, task)).toBeUndefined();
  }
});

test("a file that changed under its reference is noticed, and its task forgotten", async () => {
  const task = taskFor("ahoy");
  const record = await runTask(runnable(shout), task, workspace);
  const ref = fileOf(record, "loud.txt");
  await writeFile(join(folder, "work", ref.key), "AHOX");
  const reader = runnable({
    ...shout,
    name: "test.reader",
    run: async (_, context) => ({ length: (await context.read(ref)).length }),
  });
  const reading = makeTask(
    { name: "test.reader", version: "1" },
    { label: "", inputs: [], options: {}, input: { text: "" } },
  );
  await expect(runTask(reader, reading, workspace)).rejects.toMatchObject({ code: "WORK_DAMAGED" });
  expect(await findRecord(workspace.store, task)).toBeUndefined();

  await runTask(runnable(shout), task, workspace);
  await writeFile(join(folder, "work", ref.key), "AHOX");
  const streamer = runnable({
    ...shout,
    name: "test.reader",
    run: async (_, context) => {
      let length = 0;
      for await (const piece of context.stream(ref)) length += piece.length;
      return { length };
    },
  });
  await expect(runTask(streamer, reading, workspace)).rejects.toMatchObject({ code: "WORK_DAMAGED" });
  expect(await findRecord(workspace.store, task)).toBeUndefined();
});
