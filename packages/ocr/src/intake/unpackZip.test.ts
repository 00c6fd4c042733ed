import { sha256 } from "@malmoi/core";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeZip } from "../testZip.ts";
import { inventory, type InventoryEntry } from "./inventory.ts";

let root: string;
let folder: string;
let unpackFolder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-zip-"));
  folder = join(root, "scans");
  unpackFolder = join(root, "unpacked");
  await mkdir(folder);
});
afterEach(() => rm(root, { recursive: true }));

async function collect(): Promise<InventoryEntry[]> {
  const entries: InventoryEntry[] = [];
  for await (const entry of inventory(folder, { cacheFile: join(root, "cache.jsonl"), unpackFolder }))
    entries.push(entry);
  return entries;
}

/** Path, and content or error code, of everything that is found. */
async function found(): Promise<Record<string, string>> {
  const pairs = await Promise.all(
    (await collect()).map(async (entry) => {
      if (entry.kind === "unreadable") return [entry.path, entry.error.code] as const;
      const { folder: at, path, sha256: digest } = entry.file;
      const content = await readFile(join(at, path));
      expect(sha256(content)).toBe(digest);
      return [path, content.toString()] as const;
    }),
  );
  return Object.fromEntries(pairs);
}

const put = (name: string, bytes: Uint8Array): Promise<void> => writeFile(join(folder, name), bytes);

test("an archive is a folder: names, sub-folders and order, without what macOS and BagIt leave", async () => {
  const zip = makeZip([
    { name: "b/", data: "", method: 0 },
    { name: "b/2.tif", data: "two" },
    { name: "./b//1.tif", data: "one", method: 0 },
    { name: "win\\dows.tif", data: "w" },
    { name: "__MACOSX/b/._1.tif", data: "x" },
    { name: ".DS_Store", data: "x" },
    { name: "bagit.txt", data: "x" },
    { name: "manifest-sha256.txt", data: "x" },
  ]);
  await put("letters.zip", zip);
  await put("z.jpg", Buffer.from("z"));
  expect(Object.entries(await found())).toEqual([
    ["letters.zip/b/1.tif", "one"],
    ["letters.zip/b/2.tif", "two"],
    ["letters.zip/win/dows.tif", "w"],
    ["z.jpg", "z"],
  ]);
  expect((await collect()).map(({ archive }) => archive)).toEqual(["letters.zip", "letters.zip", "letters.zip", null]);
});

test("each bad entry is refused by name, nothing is written outside, and the others go on", async () => {
  await put(
    "a.zip",
    makeZip([
      { name: "../../evil", data: "x" },
      { name: "/etc/evil", data: "x" },
      { name: "C:\\evil", data: "x" },
      { name: "crc", data: "x", crc: 1 },
      { name: "encrypted", data: "x", flags: 1 },
      { name: "good", data: "good" },
      { name: "good", data: "other" },
      { name: "good/below", data: "x" },
      { name: "link", data: "/etc/passwd", mode: 0o120_777 },
      { name: "lzma", data: "x", method: 14 },
      { name: `${"long".repeat(80)}.tif`, data: "x" },
      { name: "more", data: "more than it says", size: 3 },
    ]),
  );
  const entries = (await collect()).map((entry) =>
    entry.kind === "file" ? `${entry.file.path} ok` : `${entry.path.slice(0, 20)} ${entry.error.code}`,
  );
  expect(entries).toEqual([
    "a.zip/../../evil ZIP_NAME",
    "a.zip//etc/evil ZIP_NAME",
    "a.zip/C:\\evil ZIP_NAME",
    "a.zip/crc ZIP_DAMAGED",
    "a.zip/encrypted ZIP_ENCRYPTED",
    "a.zip/good ok",
    "a.zip/good ZIP_NAME_TWICE",
    "a.zip/good/below ZIP_NAME",
    "a.zip/link LINK_OUTSIDE",
    "a.zip/longlonglonglo ZIP_NAME",
    "a.zip/lzma ZIP_METHOD",
    "a.zip/more ZIP_DAMAGED",
  ]);
  expect((await readdir(root)).toSorted()).toEqual(["cache.jsonl", "scans", "unpacked"]);
});

test("names that do not say what they are: UTF-8 if they can be, else code page 437", async () => {
  await put(
    "n.zip",
    makeZip([
      { name: "편지.tif", data: "1" },
      { name: "ملف.tif", data: "2", flags: 0x800 },
      { name: Buffer.from("\xc6\xed\xc1\xf6.tif", "latin1"), data: "3" },
    ]),
  );
  expect(await found()).toEqual({ "n.zip/편지.tif": "1", "n.zip/ملف.tif": "2", "n.zip/╞φ┴÷.tif": "3" });
});

test("archives that cannot be opened are quarantined whole: cut, empty, bombs", async () => {
  const whole = makeZip([{ name: "1.tif", data: "x".repeat(100) }]);
  await put("bomb.zip", makeZip([{ name: "1.tif", data: "x", size: 4_000_000_000 }]));
  await put("cut.zip", whole.subarray(0, -30));
  await put("empty.zip", makeZip([]));
  await put("junk.zip", makeZip([{ name: "__MACOSX/._1.tif", data: "x" }]));
  expect(await found()).toEqual({
    "bomb.zip": "ZIP_TOO_LARGE",
    "cut.zip": "ZIP_BROKEN",
    "empty.zip": "ZIP_EMPTY",
    "junk.zip": "ZIP_EMPTY",
  });
});

test("office documents stay files, and so do archives inside archives: intake refuses both", async () => {
  const office = makeZip([{ name: "[Content_Types].xml", data: "<Types/>" }]);
  const inner = makeZip([{ name: "1.tif", data: "x" }]);
  await put("letter.docx", office);
  await put("outer.zip", makeZip([{ name: "inner.zip", data: inner }]));
  expect((await collect()).map((entry) => (entry.kind === "file" ? entry.file.path : entry.error.code))).toEqual([
    "letter.docx",
    "outer.zip/inner.zip",
  ]);
});

test("an archive is unpacked once, and again when something of it is gone or it is another one", async () => {
  await put(
    "a.zip",
    makeZip([
      { name: "1.tif", data: "one" },
      { name: "2.tif", data: "two" },
    ]),
  );
  const [first] = await collect();
  const at = first?.kind === "file" ? join(first.file.folder, first.file.path) : "";
  // Content that the archive does not have shows that it was not unpacked again.
  await writeFile(at, "ONE");
  await collect();
  expect(await readFile(at, "utf8")).toBe("ONE");
  await rm(at);
  expect(await found()).toEqual({ "a.zip/1.tif": "one", "a.zip/2.tif": "two" });
  await put("a.zip", makeZip([{ name: "1.tif", data: "another" }]));
  expect(await found()).toEqual({ "a.zip/1.tif": "another" });
});
