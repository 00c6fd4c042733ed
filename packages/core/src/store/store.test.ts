import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { readJsonLines, readJsonLinesWith, toJsonLines, writeManifest } from "./lines.ts";
import { localStore, removeUnfinished } from "./localStore.ts";
import { NotFoundError, type Store } from "./store.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (data: Uint8Array): string => new TextDecoder().decode(data);

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** What every store promises; a new back end is added by one line below. */
function storeConformance(name: string, open: () => Store): void {
  describe(name, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });

    test("gives back what was written, whole and in pieces", async () => {
      await store.write("a/b/c.json", bytes("말모이"));
      expect(textOf(await store.read("a/b/c.json"))).toBe("말모이");
      expect(Buffer.concat(await collect(store.stream("a/b/c.json"))).toString()).toBe("말모이");
      expect(await store.stat("a/b/c.json")).toEqual({ bytes: 9 });
    });

    test("gives back any part, and what there is of one that ends after the last byte", async () => {
      await store.write("x", bytes("0123456789"));
      const file = await store.open("x");
      const parts = await Promise.all([file.read(3, 2), file.read(8, 5), file.read(20, 1), file.read(0, 0)]);
      await file.close();
      expect(parts.map(textOf)).toEqual(["34", "89", "", ""]);
    });

    test("takes data in pieces", async () => {
      async function* pieces(): AsyncGenerator<Uint8Array> {
        yield bytes("one ");
        yield bytes("two");
      }
      await store.write("x", pieces());
      expect(textOf(await store.read("x"))).toBe("one two");
    });

    test("replaces, and keeps the old bytes when a write fails half-way", async () => {
      await store.write("x", bytes("old"));
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield bytes("ne");
        throw new Error("the line broke");
      }
      await expect(store.write("x", broken())).rejects.toThrow("the line broke");
      expect(textOf(await store.read("x"))).toBe("old");
      await store.write("x", bytes("new"));
      expect(textOf(await store.read("x"))).toBe("new");
    });

    test("says what is missing", async () => {
      await expect(store.read("no/such")).rejects.toBeInstanceOf(NotFoundError);
      await expect(collect(store.stream("no/such"))).rejects.toBeInstanceOf(NotFoundError);
      await expect(store.open("no/such")).rejects.toBeInstanceOf(NotFoundError);
      expect(await store.stat("no/such")).toBeUndefined();
      await store.delete("no/such");
    });

    test("lists whole keys in code-unit order, below a prefix", async () => {
      for (const key of ["b/2", "b.x", "a", "b/10", "bb/1"]) await store.write(key, bytes(key));
      expect(await collect(store.list(""))).toEqual(["a", "b.x", "b/10", "b/2", "bb/1"]);
      expect(await collect(store.list("b"))).toEqual(["b/10", "b/2"]);
      expect(await collect(store.list("none"))).toEqual([]);
      await store.delete("b/2");
      expect(await collect(store.list("b"))).toEqual(["b/10"]);
    });

    test("refuses keys that leave the store", async () => {
      for (const key of ["../x", "a/../../x", "/x", "a//b", "a/./b", "", "a\\b"]) {
        await expect(store.write(key, bytes("x")), key).rejects.toThrow("not a store key");
      }
    });
  });
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-store-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

storeConformance("local store", () => localStore(folder));
storeConformance("durable local store", () => localStore(folder, { durable: true }));

test("a failed write leaves no file behind, and what a killed writer left can be removed", async () => {
  const store = localStore(folder);
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield bytes("x");
    throw new Error("no");
  }
  await expect(store.write("x", broken())).rejects.toThrow("no");
  expect(await readdir(join(folder, ".unfinished"))).toEqual([]);
  await removeUnfinished(folder);
  expect(await readdir(folder)).toEqual([]);
});

test("JSON Lines survive pieces that cut characters in two", async () => {
  const values = [{ text: "말모이 ".repeat(50) }, { text: "line\nbreak\u2028" }, { text: "" }];
  const whole = Buffer.concat(await collect(toJsonLines(values)));
  async function* cut(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < whole.length; at += 7) yield whole.subarray(at, at + 7);
  }
  expect(await collect(readJsonLines(cut(), z.strictObject({ text: z.string() })))).toEqual(values);
});

test.each([
  ["a text as JSON spells it", ['b"\\ü.tif'], [1]],
  ["one of several", ["nowhere", "c+.tif", "a.tif"], [0, 2]],
  ["none", [], []],
  ["nothing", [""], [0, 1, 2, 3]],
  ["one of very many", Array.from({ length: 200 }, (_, index) => `${index}.tif`), [0, 1, 2, 3]],
])("of many lines those with %s are read", async (_, texts, expected) => {
  const schema = z.strictObject({ path: z.string() });
  const values = ["a.tif", 'b"\\ü.tif', "c+.tif", "cc.tif"].map((path) => ({ path }));
  const [whole = new Uint8Array()] = await collect(toJsonLines(values));
  // Cut anywhere, and without the last line's end.
  for (const cut of [1, 7, 1000]) {
    const pieces = Array.from({ length: Math.ceil(whole.length / cut) }, (__, at) =>
      whole.subarray(at * cut, Math.min((at + 1) * cut, whole.length - 1)),
    );
    const found = await collect(readJsonLinesWith(Readable.from(pieces), schema, texts));
    expect(found).toEqual(expected.map((index) => values[index]));
  }
});

test("a line that is not looked for may be damaged, one that is may not", async () => {
  const schema = z.strictObject({ path: z.string() });
  const read = (text: string): Promise<unknown> =>
    collect(readJsonLinesWith(Readable.from([bytes('{"path":"one"}\n{"pa\n')]), schema, [text]));
  expect(await read("one")).toEqual([{ path: "one" }]);
  await expect(read("pa")).rejects.toMatchObject({ code: "OTHER_VERSION" });
});

test("records of another version: the field, and what to do", async () => {
  const schema = z.strictObject({ text: z.string(), rights: z.object({ licence: z.string() }) });
  for (const [line, wrong] of [
    ['{"text":"x","rights":{"license":"CC0"}}', "rights.licence"],
    ['{"text":"x","rights":{"licence":"CC0"},"more":1}', "more"],
    ['{"text":', "JSON"],
  ] as const) {
    const read = (): Promise<unknown> => collect(readJsonLines(Readable.from([bytes(line)]), schema));
    await expect(read()).rejects.toMatchObject({ kind: "config", code: "OTHER_VERSION" });
    await expect(read()).rejects.toThrow(wrong);
  }
});

test("a manifest is named by its content", async () => {
  const store = localStore(folder);
  const one = await writeManifest(store, "manifests", [{ b: 1, a: 2 }]);
  const two = await writeManifest(store, "manifests", [{ a: 2, b: 1 }]);
  expect(one).toEqual(two);
  expect(one.key).toBe(`manifests/${one.sha256}.jsonl`);
  expect(textOf(await store.read(one.key))).toBe('{"a":2,"b":1}\n');
  expect(await collect(store.list("manifests"))).toEqual([one.key]);
});
