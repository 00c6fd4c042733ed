import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { Page } from "@malmoi/schemas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import yazl from "yazl";
import { malmoi } from "../support/malmoi.ts";
import { writeTinyScans } from "../support/tinyScans.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-folders-"));
  await writeTinyScans(folder);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const Line = Page.extend({ file: z.string() });

test("ocr reads ZIP archives, folders and files in the order given, and names what it cannot read", async () => {
  const spanish = await readFile(join(folder, "spanish.jpg"));
  const box = join(folder, "box");
  await mkdir(join(box, "b"), { recursive: true });
  await copyFile(join(folder, "spanish.jpg"), join(box, "b", "1.jpg"));
  await copyFile(join(folder, "truncated.jpg"), join(box, "a.jpg"));
  await writeFile(join(box, "notes.txt"), "beside the scans");
  const zip = join(folder, "batch.zip");
  await writeFile(zip, await zipOf("x/1.jpg", spanish));
  const named = [zip, box, join(folder, "none.tif"), join(folder, "spanish.jpg")];
  const { code, stdout, stderr } = await malmoi("ocr", ...named, "--language", "spa_Latn", "--format", "json");
  const pages = stdout
    .trim()
    .split("\n")
    .map((line) => Line.parse(JSON.parse(line)));
  expect(pages.map(({ file }) => file.slice(folder.length))).toEqual([
    "/batch.zip/x/1.jpg",
    "/box/b/1.jpg",
    "/spanish.jpg",
  ]);
  expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
  expect(pages[0]?.text).toMatch(/\bmaíz\b/i);
  expect(stderr).toContain("/box/a.jpg: the JPEG file is cut off");
  expect(stderr).toContain("/none.tif: ");
  expect(stderr).toContain("notes.txt: a text, left alone");
  expect(code).toBe(3);
});

async function zipOf(name: string, data: Buffer): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  zip.addBuffer(data, name);
  zip.end();
  return await buffer(zip.outputStream);
}
