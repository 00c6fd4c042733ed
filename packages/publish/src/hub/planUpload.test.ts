import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakeRelease } from "../testing/fakeRelease.ts";
import { checkDigests, planUpload } from "./planUpload.ts";

const SHARD = "data/spa_Latn/train/000_00000.parquet";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-plan-"));
  await fakeRelease(folder);
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("a release's files, the data by the manifest, all others read", async () => {
  const { version, files, bytes } = await planUpload(folder);
  expect(version).toBe("v1.2.0");
  expect(files.map(({ path, blobId }) => [path, blobId !== undefined])).toEqual([
    ["README.md", true],
    ["croissant.json", true],
    [SHARD, false],
    ["manifest.jsonl", true],
  ]);
  expect(bytes).toBe(files.reduce((sum, file) => sum + file.bytes, 0));
  // `printf card | git hash-object --stdin`
  expect(files[0]?.blobId).toBe("8c7c28205527f226b7a84dfee2c6cc22d33418a8");
});

test.each([
  ["a card larger than the Hub shows", "README.md", "x".repeat(400_001), "RELEASE_TOO_LARGE"],
  ["a shard of another size", SHARD, "PAR", "RELEASE_DAMAGED"],
  ["a shard that the manifest lacks", "data/spa_Latn/train/000_00001.parquet", "PAR1", "RELEASE_DAMAGED"],
])("%s is refused before anybody is asked", async (_, path, content, code) => {
  await writeFile(join(folder, path), content);
  await expect(planUpload(folder)).rejects.toMatchObject({ code, hint: expect.stringMatching(/\w/) });
});

test("what somebody left in the folder is not of the release", async () => {
  const { id } = await planUpload(folder);
  for (const path of ["notes.txt", ".DS_Store", "README.md.bak", "data/Thumbs.db"])
    await writeFile(join(folder, path), "x");
  const plan = await planUpload(folder);
  expect(plan.foreign.toSorted()).toEqual([".DS_Store", "README.md.bak", "data/Thumbs.db", "notes.txt"]);
  expect([plan.id, plan.files.length]).toEqual([id, 4]);
});

test("a shard of the right size and other bytes is found by reading it", async () => {
  const plan = await planUpload(folder);
  await checkDigests(plan);
  await writeFile(join(folder, SHARD), "PARx");
  await expect(checkDigests(await planUpload(folder))).rejects.toMatchObject({ code: "RELEASE_DAMAGED" });
});

test.each([
  [SHARD, "RELEASE_DAMAGED"],
  ["croissant.json", "RELEASE_MISSING"],
])("without %s it is no release, or a damaged one", async (path, code) => {
  await rm(join(folder, path));
  await expect(planUpload(folder)).rejects.toMatchObject({ code });
});
