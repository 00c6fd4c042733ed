import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJsonLines } from "@malmoi/core";
import { LedgerEntry, RunRecord } from "@malmoi/schemas";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { malmoi } from "../support/malmoi.ts";
import { writeTinyPipeline } from "../support/tinyScans.ts";

let folder: string;
let corpus: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-bad-"));
  corpus = join(folder, "corpus");
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A PDF whose cross-reference table is left out; readers mend that. */
const pdf = (objects: string): string => `%PDF-1.4\n${objects}\ntrailer << /Root 1 0 R >>\n%%EOF\n`;

test("hostile, damaged and odd files: each has its end, none stops the run", async () => {
  const scans = join(folder, "scans");
  await mkdir(join(scans, "folder.pdf"), { recursive: true });
  const white = sharp({ create: { width: 400, height: 300, channels: 3, background: "white" } });
  const png = await white.clone().png().toBuffer();
  const tiff = await white.clone().tiff({ compression: "none" }).toBuffer();
  const bomb = await sharp({
    limitInputPixels: false,
    create: { width: 20_000, height: 20_000, channels: 3, background: "black" },
  })
    .png({ compressionLevel: 9 })
    .toBuffer();
  const random = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7_919 + (index >> 3)) & 255));
  const files: Record<string, Buffer | string> = {
    "empty.pdf": "",
    "one-byte.png": "x",
    "random.jpg": random,
    "error-page.jpg": "<html><title>404 Not Found</title></html>",
    "listing.txt": "error-page.jpg: the title page",
    "png-named-jpg.jpg": png,
    "cut.png": png.subarray(0, png.length - 20),
    "cut.tif": tiff.subarray(0, tiff.length / 2),
    "tiff-loop.tif": Buffer.from("49492a0008000000000008000000", "hex"),
    "bomb.png": bomb,
    "no-pages.pdf": pdf(
      "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj",
    ),
    "page-loop.pdf": pdf(
      "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Kids [2 0 R] /Count 9 >> endobj",
    ),
    "rubbish.pdf": "%PDF-1.7\nrubbish\n%%EOF",
    "macbinary.jp2": Buffer.from("0000000c6a5020200d0a870a", "hex"),
    "--help.png": png,
    "new\nline.png": png,
    "e\u0301 한국어 ملف.png": await white.clone().resize(401).png().toBuffer(),
    "=cmd|' '!A0.pdf": "%PDF-1.7\n=cmd",
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(scans, name), content);
  await symlink(scans, join(scans, "loop"));
  await writeTinyPipeline(join(folder, "pipeline.yaml"), { languages: ["spa_Latn"] });

  const { code, stderr } = await malmoi("build", join(folder, "pipeline.yaml"), "--corpus", corpus);
  expect(stderr).toBe("");
  expect(code).toBe(3);
  const record = RunRecord.parse(JSON.parse((await malmoi("status", corpus, "--json")).stdout));
  const ends = new Map<string, string>();
  const ledger = createReadStream(join(corpus, "runs", record.run, "ledger.jsonl"));
  for await (const { path, outcome, error } of readJsonLines(ledger, LedgerEntry)) {
    ends.set(path.replace("scans/", ""), error?.code ?? outcome);
    expect(error === null || error.hint.length > 10, path).toBe(true);
  }
  expect(Object.fromEntries(ends)).toMatchObject({
    "empty.pdf": "EMPTY_FILE",
    "random.jpg": "FORMAT_UNKNOWN",
    "error-page.jpg": "NOT_A_SCAN",
    "listing.txt": "ignored",
    "cut.png": "FILE_TRUNCATED",
    "cut.tif": "FILE_TRUNCATED",
    "bomb.png": "IMAGE_TOO_LARGE",
    "macbinary.jp2": "FILE_TRUNCATED",
    "e\u0301 한국어 ملف.png": "blank",
  });
  expect([...ends.keys()].filter((path) => !path.startsWith("loop")).toSorted()).toEqual(Object.keys(files).toSorted());
  // Byte-identical files end together, whatever they are called.
  expect(["--help.png", "new\nline.png", "png-named-jpg.jpg"].map((path) => ends.get(path)).toSorted()).toEqual([
    "blank",
    "duplicate",
    "duplicate",
  ]);
});
