import { planUpload, publishToHub } from "@malmoi/publish";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFakeRelease } from "../support/fakeRelease.ts";
import { type Hub, startHub } from "../support/hub/hub.ts";
import { TOKENS } from "../support/hub/identity.ts";

const SCRIPT = fileURLToPath(new URL("../support/publishOnce.ts", import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const KILLS = 30;

let root = "";
let release = "";
let hub: Hub;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-publish-kill-"));
  release = join(root, "release");
  await writeFakeRelease(release, { shards: 4, bytes: 400_000 });
  hub = await startHub({ folder: join(root, "hub") });
  // Long enough for a kill to come in between.
  hub.setFaults([{ action: { kind: "hold", until: () => sleep(8) } }]);
});
afterAll(async () => {
  await hub.close();
  await rm(root, { recursive: true, force: true });
});

/** Starts an upload and kills it once the server has seen so many requests, and some milliseconds later. */
async function killedAfter(name: string, requests: number, milliseconds: number): Promise<void> {
  const before = hub.log.length;
  const child = spawn(process.execPath, ["--import", TSX, SCRIPT, release, hub.url, TOKENS.write, name], {
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!over && hub.log.length - before < requests) await sleep(1);
  await sleep(milliseconds);
  child.kill("SIGKILL");
  await ended;
}

test("killed at 30 moments of an upload: nobody sees half of it, and the next run completes it, once", async () => {
  const plan = await planUpload(release);
  const moments: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const name = `kill-${kill}`;
    await killedAfter(name, kill, Math.random() * 16);
    const id = `archive/${name}`;
    const seen = (): number => {
      const state = hub.repository(id);
      const tree = state?.commits[state.refs["refs/heads/main"] ?? ""]?.tree ?? {};
      return plan.files.filter(({ path }) => tree[path] !== undefined).length;
    };
    expect([0, plan.files.length]).toContain(seen());
    moments.push(`${seen() === 0 ? "before" : "after"} the merge`);
    // What the killed process had sent is answered: two that publish at once are another matter.
    await hub.idle();
    const target = { hubUrl: hub.url, token: TOKENS.write, namespace: "archive", name, private: false };
    await publishToHub(plan, target, { report: () => {} });
    expect(seen()).toBe(plan.files.length);
    const state = hub.repository(id);
    expect(state?.refs["refs/tags/v1.0.0"]).toBe(state?.refs["refs/heads/main"]);
    const titles = hub.titles(id, "main");
    expect(titles).toEqual([...new Set(titles)]);
    expect(state?.discussions.filter(({ status }) => status === "merged").length).toBe(1);
  }
  // The moments were moments of the upload: some before readers could see anything, some after.
  expect(new Set(moments).size).toBe(2);
});
