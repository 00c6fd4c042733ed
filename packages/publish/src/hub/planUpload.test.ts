import { sha256 } from "@malmoi/core";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { planUpload } from "./planUpload.ts";

const SHARD = "data/l/0.parquet";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-plan-"));
  await mkdir(join(folder, "data/l"), { recursive: true });
  await writeFile(join(folder, SHARD), "PAR1");
  const shard = { path: SHARD, bytes: 4, sha256: sha256(Buffer.from("PAR1")), rows: 1 };
  await writeFile(join(folder, "manifest.jsonl"), `${JSON.stringify(shard)}\n`);
  await writeFile(join(folder, "croissant.json"), '{"version":"1.2.0"}');
  await writeFile(join(folder, "README.md"), "card");
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
  ["a shard that the manifest lacks", "data/l/1.parquet", "PAR1", "RELEASE_DAMAGED"],
])("%s is refused before anybody is asked", async (_, path, content, code) => {
  await writeFile(join(folder, path), content);
  await expect(planUpload(folder)).rejects.toMatchObject({ code, hint: expect.stringMatching(/\w/) });
});

test.each([
  [SHARD, "RELEASE_DAMAGED"],
  ["croissant.json", "RELEASE_MISSING"],
])("without %s it is no release, or a damaged one", async (path, code) => {
  await rm(join(folder, path));
  await expect(planUpload(folder)).rejects.toMatchObject({ code });
});
