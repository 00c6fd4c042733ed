import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type Keyed, sortOnDisk } from "./sortOnDisk.ts";

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "malmoi-sort-"));
});
afterEach(async () => {
  await rm(scratch, { recursive: true });
});

async function* keyed(keys: Iterable<string>): AsyncGenerator<Keyed> {
  for (const key of keys) yield { key, value: { key, text: "모 '\"\n" } };
}

const Value = z.strictObject({ key: z.string(), text: z.string() });

async function collect(keys: Iterable<string>, limits = {}): Promise<string[]> {
  const sorted: string[] = [];
  for await (const { key } of sortOnDisk(keyed(keys), Value, scratch, limits)) sorted.push(key);
  return sorted;
}

test("sorts by code point, keeps the values, and leaves nothing behind", async () => {
  expect(await collect(["b", "말", "a", "B", "10", "9"])).toEqual(["10", "9", "B", "a", "b", "말"]);
  expect(await collect(["\u{10000}", "\uffff", "\ue000", "aa", "", "a\tb", "a\n"])).toEqual([
    "",
    "a\tb",
    "a\n",
    "aa",
    "\ue000",
    "\uffff",
    "\u{10000}",
  ]);
  expect(await readdir(scratch)).toEqual([]);
});

test("what goes to files, and files of files, is sorted too; equal keys keep their order", async () => {
  const keys = Array.from({ length: 5000 }, (_, index) => String((index * 7919) % 5000).padStart(6, "0"));
  expect(await collect(keys, { heldUnits: 20_000, mostRuns: 4 })).toEqual(keys.toSorted());
  async function* equal(): AsyncGenerator<Keyed> {
    for (let value = 0; value < 500; value += 1) yield { key: String(value % 3), value };
  }
  const found: number[] = [];
  const limits = { heldUnits: 2000, mostRuns: 3 };
  for await (const value of sortOnDisk(equal(), z.number(), scratch, limits)) found.push(value);
  expect(found).toEqual(found.toSorted((a, b) => (a % 3) - (b % 3) || a - b));
  expect(found).toHaveLength(500);
  expect(await readdir(scratch)).toEqual([]);
});

test("sorts nothing", async () => {
  expect(await collect([])).toEqual([]);
});

test("cleans up when the reader stops early", async () => {
  for await (const { key } of sortOnDisk(keyed(["b", "a"]), Value, scratch)) {
    expect(key).toBe("a");
    break;
  }
  for await (const { key } of sortOnDisk(keyed(["b", "a"]), Value, scratch, { heldUnits: 1 })) {
    expect(key).toBe("a");
    break;
  }
  expect(await readdir(scratch)).toEqual([]);
});
