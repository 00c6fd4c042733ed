import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { lines } from "../store/lines.ts";
import { canonicalJson, type Json } from "../task/digest.ts";

export interface Keyed {
  /** Sorts by code point. Equal keys keep their order. */
  readonly key: string;
  readonly value: Json;
}

/** UTF-16 units of what is sorted in memory together; they take up to four bytes each, objects and all. */
const HELD_UNITS = 1 << 23;

/** What an object takes beside its text. */
const OVERHEAD = 64;

/** Files that are merged at one time. */
const MOST_RUNS = 128;

/** Characters written at once. */
const PIECE = 1 << 18;

interface Item {
  readonly key: string;
  /** The value as JSON. */
  readonly json: string;
}

interface Limits {
  readonly heldUnits?: number;
  readonly mostRuns?: number;
}

/**
 * Sorts any number of values by key. Memory is bounded, some 100 MB at most: what is more goes to files below
 * `scratchFolder`, which are gone when the last value was taken.
 */
export async function* sortOnDisk<T>(
  values: AsyncIterable<Keyed>,
  schema: z.ZodType<T>,
  scratchFolder: string,
  { heldUnits = HELD_UNITS, mostRuns = MOST_RUNS }: Limits = {},
): AsyncGenerator<T> {
  await mkdir(scratchFolder, { recursive: true });
  const folder = await mkdtemp(join(scratchFolder, "sort-"));
  let runs: string[] = [];
  let count = 0;
  async function write(items: Iterable<Item> | AsyncIterable<Item>): Promise<string> {
    const path = join(folder, `run-${(count += 1)}`);
    await pipeline(Readable.from(written(items)), createWriteStream(path));
    return path;
  }
  try {
    let held: Item[] = [];
    let units = 0;
    for await (const { key, value } of values) {
      const json = canonicalJson(value);
      held.push({ key, json });
      units += key.length + json.length + OVERHEAD;
      if (units < heldUnits) continue;
      runs.push(await write(held.toSorted(compare)));
      [held, units] = [[], 0];
      if (runs.length < mostRuns) continue;
      const all = await write(merged(runs.map(readRun)));
      for (const run of runs) await rm(run);
      runs = [all];
    }
    const last = held.toSorted(compare);
    const sorted = runs.length === 0 ? last : merged([...runs.map(readRun), inMemory(last)]);
    for await (const { json } of sorted) yield schema.parse(JSON.parse(json));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Code points above 0xffff are of surrogates, which are units below others that are no surrogates. */
const place = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at === length ? a.length - b.length : place(a.charCodeAt(at)) - place(b.charCodeAt(at));
}

const compare = (a: Item, b: Item): number => compareKeys(a.key, b.key);

/** A line: the key as JSON, which has no tab in it, and the value. */
async function* written(items: Iterable<Item> | AsyncIterable<Item>): AsyncGenerator<string> {
  let text = "";
  for await (const { key, json } of items) {
    text += `${JSON.stringify(key)}\t${json}\n`;
    if (text.length < PIECE) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

const Key = z.string();

async function* readRun(path: string): AsyncGenerator<Item> {
  for await (const line of lines(createReadStream(path))) {
    const tab = line.indexOf("\t");
    yield { key: Key.parse(JSON.parse(line.slice(0, tab))), json: line.slice(tab + 1) };
  }
}

async function* inMemory(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

interface Run {
  readonly order: number;
  readonly rest: AsyncGenerator<Item>;
  item: Item;
}

const isBefore = (a: Run, b: Run): boolean => (compare(a.item, b.item) || a.order - b.order) < 0;

/** Merges sorted runs; of equal keys those of the earlier run come first. */
async function* merged(runs: readonly AsyncGenerator<Item>[]): AsyncGenerator<Item> {
  try {
    const heap: Run[] = [];
    for (const [order, rest] of runs.entries()) {
      const next = await rest.next();
      if (next.done !== true) heap.push({ order, rest, item: next.value });
    }
    for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) sink(heap, at);
    for (let top = heap[0]; top !== undefined; top = heap[0]) {
      yield top.item;
      const next = await top.rest.next();
      if (next.done === true) {
        const last = heap.pop();
        if (last !== undefined && heap.length > 0) heap[0] = last;
      } else top.item = next.value;
      sink(heap, 0);
    }
  } finally {
    for (const run of runs) await run.return(undefined);
  }
}

function sink(heap: Run[], from: number): void {
  for (let at = from; ;) {
    const left = heap[at * 2 + 1];
    if (left === undefined) return;
    const right = heap[at * 2 + 2];
    const child = right !== undefined && isBefore(right, left) ? at * 2 + 2 : at * 2 + 1;
    const [below, above] = [heap[child], heap[at]];
    if (below === undefined || above === undefined || !isBefore(below, above)) return;
    heap[at] = below;
    heap[child] = above;
    at = child;
  }
}
