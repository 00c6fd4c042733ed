import { sha256 } from "@malmoi/core";
import { mkdir, mkdtemp, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inventory, type InventoryEntry, inventoryOfFile } from "./inventory.ts";

let root: string;
let folder: string;
let cacheFile: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-inventory-"));
  folder = join(root, "scans");
  cacheFile = join(root, "work", "inventory.jsonl");
  await mkdir(folder);
});
afterEach(() => rm(root, { recursive: true }));

const LONG_AGO = new Date("2020-01-01");

async function put(path: string, content: string, time = LONG_AGO): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await utimes(file, time, time);
}

async function collect(): Promise<InventoryEntry[]> {
  const entries: InventoryEntry[] = [];
  for await (const entry of inventory(folder, { cacheFile, unpackFolder: join(root, "work", "unpacked") }))
    entries.push(entry);
  return entries;
}

async function paths(): Promise<string[]> {
  return (await collect()).map((entry) => (entry.kind === "file" ? entry.file.path : entry.path));
}

test("files come in code-unit order of their whole paths, with their digests", async () => {
  for (const path of ["b", "a/z", "a.txt", "a/b/c", "a-b", "ก/ข.jpg", "Z"]) await put(path, path);
  const entries = await collect();
  const found = entries.map((entry) => (entry.kind === "file" ? entry.file.path : ""));
  expect(found).toEqual(["Z", "a-b", "a.txt", "a/b/c", "a/z", "b", "ก/ข.jpg"]);
  expect(found).toEqual(found.toSorted());
  expect(entries[0]).toMatchObject({ file: { path: "Z", bytes: 1, sha256: sha256("Z") } });
});

test("names are kept as the file system has them, composed or not", async () => {
  await put("e\u0301.jpg", "");
  await put("\u00e9.jpg", "");
  expect(await paths()).toEqual(["e\u0301.jpg", "\u00e9.jpg"]);
});

test("what is not a scan is left out", async () => {
  for (const path of [".DS_Store", "Thumbs.db", "submission.json", ".git/x", "a/.b", "a/Thumbs.db"])
    await put(path, "x");
  for (const path of ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha512.txt"])
    await put(path, "x");
  await put("data/bagit.txt", "a payload may be called so");
  await put("data/1.jpg", "x");
  expect(await paths()).toEqual(["data/1.jpg", "data/bagit.txt"]);
});

test("links are not followed: circles end, what is outside is reported", async () => {
  await put("a/1.jpg", "x");
  await symlink("..", join(folder, "a", "circle"));
  await symlink("1.jpg", join(folder, "a", "twin.jpg"));
  await writeFile(join(root, "secret"), "x");
  await symlink("../secret", join(folder, "outside"));
  await symlink("nowhere", join(folder, "dangling"));
  const entries = await collect();
  expect(entries.map(({ kind }) => kind)).toEqual(["file", "unreadable", "unreadable"]);
  expect(entries[2]).toMatchObject({ path: "outside", error: { kind: "input", code: "LINK_OUTSIDE" } });
});

test("a file that is not there is an entry that says so", async () => {
  const entries: InventoryEntry[] = [];
  for await (const entry of inventoryOfFile(join(folder, "gone.jpg"), { unpackFolder: root })) entries.push(entry);
  expect(entries).toMatchObject([
    { kind: "unreadable", path: "gone.jpg", error: { message: "there is no such file" } },
  ]);
});

test("an unchanged file is not hashed again, a changed one is", async () => {
  await put("a", "old");
  await put("b", "old");
  await collect();
  const lines = (await readFile(cacheFile, "utf8")).trim().split("\n");
  expect(lines).toHaveLength(2);
  // A wrong digest in the cache shows that the file was not read.
  const wrong = "f".repeat(64);
  await writeFile(cacheFile, lines.map((line) => line.replace(/[0-9a-f]{64}/, wrong)).join("\n"));
  await put("b", "new", new Date("2021-01-01"));
  const digests = (await collect()).map((entry) => (entry.kind === "file" ? entry.file.sha256 : ""));
  expect(digests).toEqual([wrong, sha256("new")]);
});

test("a file changed just now is not trusted next time, even with the same size and time", async () => {
  // Still to come, so that it is just now however long a busy machine takes.
  const now = new Date(Date.now() + 3_600_000);
  await put("a", "one", now);
  await collect();
  await put("a", "two", now);
  expect(await collect()).toMatchObject([{ file: { sha256: sha256("two") } }]);
});

test("new files between old ones, and files that went, do not confuse the cache", async () => {
  for (const path of ["a", "c", "e"]) await put(path, path);
  await collect();
  await rm(join(folder, "c"));
  for (const path of ["b", "d", "f"]) await put(path, path);
  const found = (await collect()).map((entry) => (entry.kind === "file" ? entry.file.sha256 : ""));
  expect(found).toEqual(["a", "b", "d", "e", "f"].map((path) => sha256(path)));
});

test("a damaged cache is no obstacle, and a walk that is broken off leaves the old one", async () => {
  await put("a", "1");
  await put("b", "2");
  await collect();
  const before = await readFile(cacheFile, "utf8");
  const broken = inventory(folder, { cacheFile, unpackFolder: join(root, "work", "unpacked") });
  await broken.next();
  await broken.return(undefined);
  expect(await readFile(cacheFile, "utf8")).toBe(before);
  await writeFile(cacheFile, `${before.slice(0, 20)}\nrubbish`);
  expect(await paths()).toEqual(["a", "b"]);
  expect(await readFile(cacheFile, "utf8")).toBe(before);
});

test("a folder that is not there is an error", async () => {
  await rm(folder, { recursive: true });
  await expect(collect()).rejects.toThrow(/ENOENT/);
  await expect(stat(cacheFile)).rejects.toThrow(/ENOENT/);
});
