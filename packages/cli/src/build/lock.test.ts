import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isLocked, lockCorpus } from "./lock.ts";

let corpus: string;
beforeEach(async () => {
  corpus = await mkdtemp(join(tmpdir(), "malmoi-lock-"));
});
afterEach(async () => {
  await rm(corpus, { recursive: true });
});

// No process has this number: Linux gives out at most 4194304.
const DEAD = JSON.stringify({ pid: 4_999_999, host: hostname() });

test.each([
  ["no lock", undefined],
  ["a dead run's", DEAD],
  ["one that was cut off", ""],
])("of many runs that find %s at once, one at most works on the corpus", async (_, content) => {
  if (content !== undefined) await writeFile(join(corpus, "lock"), content);
  const runs = await Promise.allSettled(Array.from({ length: 20 }, () => lockCorpus(corpus)));
  const holders = runs.filter((run) => run.status === "fulfilled");
  expect(holders.length).toBeLessThan(2);
  for (const run of runs) if (run.status === "rejected") expect(run.reason).toMatchObject({ code: "CORPUS_LOCKED" });
  // All give way only where one was slow to write what it had made.
  const giveBack = holders[0]?.value ?? (await lockCorpus(corpus));
  expect(await readdir(corpus)).toEqual(["lock"]);
  expect(await isLocked(corpus)).toBe(true);
  await giveBack();
  expect(await isLocked(corpus)).toBe(false);
});

test.each([
  ["says so", DEAD],
  ["does not say so", ""],
])("a run that was killed while it took over, whether its file %s or not, is in nobody's way", async (_, content) => {
  await writeFile(join(corpus, "lock"), DEAD);
  await writeFile(join(corpus, "lock.takeover"), content);
  const giveBack = await lockCorpus(corpus);
  await expect(lockCorpus(corpus)).rejects.toMatchObject({ code: "CORPUS_LOCKED" });
  await giveBack();
  expect(await readdir(corpus)).toEqual([]);
});
