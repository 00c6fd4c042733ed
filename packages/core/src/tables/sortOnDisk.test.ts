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

async function collect(keys: Iterable<string>): Promise<string[]> {
  const sorted: string[] = [];
  for await (const { key } of sortOnDisk(keyed(keys), Value, scratch)) sorted.push(key);
  return sorted;
}

test("sorts by code point, keeps the values, and leaves nothing behind", async () => {
  expect(await collect(["b", "말", "a", "B", "10", "9"])).toEqual(["10", "9", "B", "a", "b", "말"]);
  expect(await readdir(scratch)).toEqual([]);
});

test("sorts more than one batch", async () => {
  const keys = Array.from({ length: 25_000 }, (_, index) => String((index * 7919) % 25_000).padStart(6, "0"));
  expect(await collect(keys)).toEqual(keys.toSorted());
});

test("sorts nothing", async () => {
  expect(await collect([])).toEqual([]);
});

test("cleans up when the reader stops early", async () => {
  for await (const { key } of sortOnDisk(keyed(["b", "a"]), Value, scratch)) {
    expect(key).toBe("a");
    break;
  }
  expect(await readdir(scratch)).toEqual([]);
});
