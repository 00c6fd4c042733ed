import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { localExecutor, localStore } from "@malmoi/core";
import { clusterDocuments } from "@malmoi/dedupe";
import { expect, test } from "vitest";
import { clusterCorpus, writeSignatures } from "./clusterCorpus.ts";
import { corpus, stream } from "./testCorpus.ts";

test("a worker killed while it writes, in three steps, leaves the same bytes in the end", async () => {
  const folder = await mkdtemp(join(tmpdir(), "malmoi-killed-"));
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const executor = localExecutor({
    workers: 1,
    entry: fileURLToPath(new URL("testKilledWorker.ts", import.meta.url)),
    args: [folder],
    execArgv: ["--import", tsx],
  });
  const store = localStore(join(folder, "work"));
  const context = {
    workspace: { store, scratchFolder: join(folder, "scratch") },
    executor,
    planFolder: join(folder, "plan"),
  };
  try {
    const manifests = await writeSignatures(context, stream(corpus()), 3);
    const run = clusterCorpus({ manifests, similarity: 0.3, context, tallies: [], notes: [] });
    const retried: string[] = [];
    let next = await run.next();
    for (; next.done !== true; next = await run.next())
      if (next.value.type === "task-retried") retried.push(next.value.stage);
    const written = await readFile(join(folder, "work", next.value.key), "utf8");
    const { members } = await clusterDocuments(stream(corpus()), 0.3);
    expect(members.length).toBeGreaterThan(30);
    expect(
      written
        .trim()
        .split("\n")
        .map((line): unknown => JSON.parse(line)),
    ).toEqual(members);
    const killed = (await readdir(folder)).filter((name) => name.startsWith("killed "));
    expect(killed).toHaveLength(3);
    expect(retried.toSorted()).toEqual(killed.map((name) => name.slice("killed ".length)).toSorted());
  } finally {
    await executor.close();
    await rm(folder, { recursive: true });
  }
});
