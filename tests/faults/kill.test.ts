import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { folderDigest } from "../support/folderDigest.ts";
import { malmoi, startMalmoi } from "../support/malmoi.ts";
import { writeTinyPipeline, writeTinyScans } from "../support/tinyScans.ts";

const KILLS = 24;

let folder: string;
let pipeline: string;
let undisturbed: string[];
let wholeRun: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-kill-"));
  pipeline = join(folder, "pipeline.yaml");
  await writeTinyScans(join(folder, "scans"));
  await writeTinyPipeline(pipeline);
  const start = performance.now();
  const { code } = await malmoi("build", pipeline, "--corpus", join(folder, "undisturbed"));
  wholeRun = performance.now() - start;
  expect(code).toBe(3);
  undisturbed = await folderDigest(join(folder, "undisturbed/release"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Repeatable: the same seed kills at the same shares of a run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Starts a build and kills it when the moment comes; true if it was still at work then. */
async function killedBuild(
  corpus: string,
  workers: number,
  moment: (signal: AbortSignal) => Promise<void>,
  wholeGroup: boolean,
): Promise<boolean> {
  const { child, finished } = startMalmoi(["build", pipeline, "--corpus", corpus, "--workers", String(workers)]);
  const { pid } = child;
  if (pid === undefined) throw new Error("the build did not start");
  const over = new AbortController();
  child.once("exit", () => over.abort());
  await moment(over.signal).catch((error: unknown) => {
    if (!over.signal.aborted) throw error;
  });
  if (!over.signal.aborted) process.kill(wholeGroup ? -pid : pid, "SIGKILL");
  return (await finished).code === null;
}

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined)) !== undefined;

/** Processes that were started for a corpus, by their command lines. */
async function processesOf(corpus: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(join("/proc", name, "cmdline"), "utf8").catch(() => "");
    if (command.includes(corpus)) found.push(command.replaceAll("\0", " "));
  }
  return found;
}

test(`killed ${KILLS} times at random moments, with one worker and with two, the release is the same to the byte`, async () => {
  const next = random(20_261_123);
  let kills = 0;
  let corpora = 0;
  while (kills < KILLS) {
    const corpus = join(folder, `killed-${corpora}`);
    corpora += 1;
    for (;;) {
      const workers = 1 + (kills % 2);
      const after = next() * wholeRun;
      const moment = (signal: AbortSignal): Promise<void> => sleep(after, undefined, { signal });
      const wasAtWork = await killedBuild(corpus, workers, moment, next() < 0.5);
      if (wasAtWork) kills += 1;
      // A reader of the folder never sees half a release.
      if (await exists(join(corpus, "release"))) {
        expect(await folderDigest(join(corpus, "release"))).toEqual(undisturbed);
        break;
      }
      if (kills >= KILLS) break;
    }
    const { code, stderr } = await malmoi("build", pipeline, "--corpus", corpus);
    expect(stderr).toBe("");
    expect(code).toBe(3);
    expect(await folderDigest(join(corpus, "release"))).toEqual(undisturbed);
    expect(await readdir(corpus)).not.toContain("release.next");
    expect(await readdir(corpus)).not.toContain("lock");
  }
  console.log(`${kills} kills over ${corpora} corpora; an undisturbed run took ${Math.round(wholeRun)} ms`);
});

test.skipIf(process.platform !== "linux")("no worker outlives a killed run", async () => {
  let corpus = "";
  const atWork = async (signal: AbortSignal): Promise<void> => {
    // The run and both its workers.
    while ((await processesOf(corpus)).length < 3) await sleep(20, undefined, { signal });
  };
  let wasAtWork = false;
  for (let at = 0; !wasAtWork; at += 1) {
    corpus = join(folder, `orphans-${at}`);
    wasAtWork = await killedBuild(corpus, 2, atWork, false);
  }
  const patience = { timeout: 300_000, interval: 100 };
  await vi.waitFor(async () => expect(await processesOf(corpus)).toEqual([]), patience);
});
