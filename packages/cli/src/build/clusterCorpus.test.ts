import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Executor, localStore, runTask, type StageTally } from "@malmoi/core";
import type { ClusterEntry } from "@malmoi/dedupe";
import type { FileRef } from "@malmoi/schemas";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clusterCorpus, segmentsFor, writeSignatures } from "./clusterCorpus.ts";
import { CLUSTER_STAGES, corpus, entryOf, stream } from "./testCorpus.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-corpus-"));
});
afterEach(async () => await rm(folder, { recursive: true }));

interface Built {
  readonly clusters: FileRef;
  readonly ran: Record<string, number>;
  readonly notes: readonly string[];
}

/** Clusters entries in so many segments; after `tasks` tasks the run is killed. */
async function build(entries: readonly ClusterEntry[], segments: number, tasks = Infinity): Promise<Built> {
  const workspace = { store: localStore(join(folder, "work")), scratchFolder: join(folder, "scratch") };
  let left = tasks;
  const executor: Executor = {
    workers: 1,
    async *run(queue) {
      for await (const task of queue) {
        const stage = CLUSTER_STAGES.find(({ name }) => name === task.stage);
        if (stage === undefined) throw new Error(`no stage ${task.stage}`);
        if ((left -= 1) < 0) throw new Error("killed");
        yield { type: "done", task, record: await runTask(stage, task, workspace), milliseconds: 0, peakMegabytes: 0 };
      }
    },
    close: async () => undefined,
  };
  const context = { workspace, executor, planFolder: join(folder, "plan") };
  const tallies: StageTally[] = [];
  const manifests = await writeSignatures(context, stream(entries), segments);
  const notes: string[] = [];
  const run = clusterCorpus({ manifests, similarity: 0.3, context, tallies, notes });
  for (;;) {
    const next = await run.next();
    if (next.done === true)
      return { clusters: next.value, ran: Object.fromEntries(tallies.map(({ stage, ran }) => [stage, ran])), notes };
  }
}

test("a corpus of thousands is one segment, a larger one a power of two", () => {
  expect([0, 1, 25, 32_768, 32_769, 65_536, 10_000_000, 100_000_000].map(segmentsFor)).toEqual([
    1, 1, 1, 1, 2, 2, 512, 4096,
  ]);
});

test("many tasks give what one gives; a second run does nothing, one more document writes one segment", async () => {
  const one = await build(corpus(), 1);
  expect(one.ran).toEqual({ "dedupe.cluster": 1 });
  const many = await build(corpus(), 8);
  expect(many.clusters.sha256).toBe(one.clusters.sha256);
  expect(many.ran).toEqual({
    "dedupe.segment": 8,
    "dedupe.rarity": 1,
    "dedupe.meet": 8,
    "dedupe.verify": 8,
    "dedupe.join": 1,
    "dedupe.attach": 8,
    "dedupe.members": 1,
  });
  const again = await build(corpus(), 8);
  expect(again.clusters).toEqual(many.clusters);
  expect(new Set(Object.values(again.ran))).toEqual(new Set([0]));
  const more = [...corpus(), entryOf(31, 0)];
  const grown = await build(more, 8);
  expect(grown.ran["dedupe.segment"]).toBe(1);
  // Nothing of the earlier state is left.
  const left = await readdir(join(folder, "work/dedupe.segment"), { recursive: true });
  expect(left.filter((path) => path.endsWith("task.json"))).toHaveLength(8);
  expect(grown.clusters.sha256).toBe((await build(more, 1)).clusters.sha256);
});

test("where buckets are full the user is told, whether the work is done or found", async () => {
  const forms = Array.from({ length: 24 }, (_, copy) => entryOf(7, copy));
  const one = await build(forms, 1);
  expect(one.notes).toEqual([expect.stringMatching(/^\d+ neighbouring shingles stand in more than 16 texts/)]);
  expect((await build(forms, 3)).notes).toEqual(one.notes);
  expect((await build(forms, 3)).notes).toEqual(one.notes);
  expect((await build(forms.slice(0, 3), 1)).notes).toEqual([]);
});

test("killed after any number of tasks, it goes on, and the result is the same", async () => {
  let ran = 0;
  for (let kill = 0; kill < 13; kill += 1) {
    await expect(build(corpus(), 3, 1)).rejects.toThrow("killed");
    ran += 1;
  }
  const rest = await build(corpus(), 3);
  expect(ran + Object.values(rest.ran).reduce((sum, count) => sum + count, 0)).toBe(15);
  await rm(join(folder, "work"), { recursive: true });
  expect((await build(corpus(), 1)).clusters.sha256).toBe(rest.clusters.sha256);
});

test("a damaged file of a segment is noticed by who reads it, and written anew by the next run", async () => {
  const whole = await build(corpus(), 2);
  const work = join(folder, "work");
  const files = (await readdir(work, { recursive: true })).toSorted();
  for (const path of files.filter((name) => name.endsWith("sketches.bin") || name.endsWith("anchors.bin"))) {
    const bytes = await readFile(join(work, path));
    for (let at = 0; at < bytes.length; at += 100) bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(join(work, path), bytes);
  }
  for (const step of ["rarity", "meet", "verify", "join", "attach", "members"])
    await rm(join(work, `dedupe.${step}`), { recursive: true });
  const problems: unknown[] = [];
  for (let run = 0; run < 10; run += 1) {
    try {
      const healed = await build(corpus(), 2);
      expect(healed.clusters).toEqual(whole.clusters);
      break;
    } catch (error) {
      problems.push(error);
    }
  }
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThan(10);
  for (const problem of problems)
    expect(problem).toMatchObject({ kind: "transient", code: "WORK_DAMAGED", hint: expect.stringContaining("again") });
});
