import { sha256 } from "@malmoi/core";
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkUnchanged } from "./unchanged.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-unchanged-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test("a file must have the bytes that were promised, even at the same size and time", async () => {
  const path = join(folder, "scan.jpg");
  const file = { folder, path: "scan.jpg", bytes: 3, sha256: sha256("one") };
  await writeFile(path, "one");
  await utimes(path, 1_000, 1_000);
  await checkUnchanged(file);
  await checkUnchanged(file);
  await writeFile(path, "two");
  await utimes(path, 1_000, 1_000);
  await expect(checkUnchanged(file)).rejects.toMatchObject({ kind: "transient", code: "SOURCE_CHANGED" });
  await writeFile(path, "one");
  await checkUnchanged(file);
  await rm(path);
  await expect(checkUnchanged(file)).rejects.toMatchObject({ code: "SOURCE_CHANGED" });
});
