import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { planUpload } from "../hub/planUpload.ts";
import type { PublishEvent } from "../hub/publishEvents.ts";
import { fakeRelease } from "../testing/fakeRelease.ts";
import { publishToFolder } from "./publishToFolder.ts";

let root = "";
let shard = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-folder-"));
  shard = await fakeRelease(join(root, "release"));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function publish(release: string, signal?: AbortSignal): Promise<PublishEvent[]> {
  const events: PublishEvent[] = [];
  const plan = await planUpload(join(root, release));
  await publishToFolder(plan, join(root, "place"), { report: (event) => void events.push(event), signal });
  return events;
}

const here = async (path: string): Promise<string> => await readFile(join(root, "place", path), "utf8");

test("a release is copied, and a second time nothing is", async () => {
  expect((await publish("release")).at(-1)).toMatchObject({ type: "published", version: "v1.2.0", changed: true });
  expect(await here(shard)).toBe("PAR1");
  expect((await publish("release")).at(-1)).toMatchObject({ type: "published", changed: false });
  await fakeRelease(join(root, "next"), { version: "1.10.0", shard: "PAR2" });
  await publish("next");
  expect(await here(shard)).toBe("PAR2");
});

test.each([
  ["an older release", { version: "1.1.9" }, "TARGET_NEWER"],
  ["that of another corpus", { name: "maps" }, "TARGET_OCCUPIED"],
])("%s takes no release's place", async (_, change, code) => {
  await publish("release");
  await fakeRelease(join(root, "other"), { ...change, shard: "PAR2" });
  await expect(publish("other")).rejects.toMatchObject({ code });
  expect(await here(shard)).toBe("PAR1");
});

test("stopped, or damaged on the way, it leaves the folder as it was and nothing beside it", async () => {
  await publish("release");
  await fakeRelease(join(root, "next"), { version: "1.3.0", shard: "PAR2" });
  const before = await readdir(root);
  await expect(publish("next", AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
  // Of the size that the manifest says.
  await writeFile(join(root, "next", shard), "PARx");
  await expect(publish("next")).rejects.toMatchObject({ code: "HUB_DAMAGED" });
  expect(await here(shard)).toBe("PAR1");
  expect(await readdir(root)).toEqual(before);
});
