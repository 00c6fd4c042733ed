import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { mix32 } from "../hash.ts";
import { RecordSort } from "./recordSort.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-sort-"));
});
afterEach(async () => await rm(folder, { recursive: true }));

/** Records whose first numbers are often equal, and of all sizes. */
const records = (count: number): [number, number, number][] =>
  Array.from({ length: count }, (_, at) => [mix32(at) % 7 === 0 ? 0xffff_ffff : mix32(at) % 50, mix32(at + 9), at]);

function sortedBy(sort: RecordSort, width: number): number[][] {
  const all: number[][] = [];
  for (const block of sort.sorted()) {
    for (let at = 0; at < block.length; at += width) all.push(Array.from(block.subarray(at, at + width)));
  }
  return all;
}

const compare = (a: readonly number[], b: readonly number[], keys: number): number => {
  for (let at = 0; at < keys; at += 1) if (a[at] !== b[at]) return (a[at] ?? 0) - (b[at] ?? 0);
  return 0;
};

test.each([
  ["in memory", 1 << 20],
  ["in thirty runs on disk", 1000],
])("sorts %s, and equal records keep their order", async (_, heldNumbers) => {
  const all = records(10_000);
  for (const keys of [1, 2, 3]) {
    const sort = new RecordSort({ width: 3, keys, folder, heldNumbers });
    for (const [first, second, third] of all) sort.add(first, second, third);
    expect(sortedBy(sort, 3)).toEqual(all.toSorted((a, b) => compare(a, b, keys)));
  }
  const pairs = new RecordSort({ width: 2, folder, heldNumbers });
  for (const [first, second] of all) pairs.add(first, second);
  expect(sortedBy(pairs, 2)).toEqual(all.map(([a, b]) => [a, b]).toSorted((a, b) => compare(a, b, 2)));
  expect(await readdir(folder)).toEqual([]);
});

test("nothing is left on disk when the reader stops early; nothing is nothing", async () => {
  const sort = new RecordSort({ width: 2, folder, heldNumbers: 100 });
  for (let at = 0; at < 1000; at += 1) sort.add(1000 - at, at);
  expect(await readdir(folder)).not.toEqual([]);
  for (const block of sort.sorted()) {
    expect(block[0]).toBe(1);
    break;
  }
  expect(await readdir(folder)).toEqual([]);
  expect([...new RecordSort({ width: 3, folder }).sorted()]).toEqual([]);
});
