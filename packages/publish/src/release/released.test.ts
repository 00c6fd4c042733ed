import { fileOf, localStore, makeTask, runnable, runTask, writeManifest } from "@malmoi/core";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeDocument, fakeCorpus, idOf, OPTIONS } from "../testing/fakeCorpus.ts";
import { type PublicTakedown, type ReleaseItem, type ReleaseOptions, ReleaseSummary } from "./releaseRecords.ts";
import { releaseStage } from "./releaseStage.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-released-"));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

interface Built {
  readonly summary: ReleaseSummary;
  /** What the task wrote itself, shards of the sample left out. */
  readonly written: string[];
  /** For the build on top of it. */
  readonly released: ReleaseItem["released"];
  text(path: string): Promise<string>;
}

async function build(
  documents: readonly FakeDocument[],
  before: Built | undefined,
  { takedowns = [], options = {} }: { takedowns?: readonly PublicTakedown[]; options?: Partial<ReleaseOptions> } = {},
): Promise<Built> {
  const store = localStore(join(root, "store"));
  const item = {
    ...(await fakeCorpus(store, documents)),
    released: before?.released ?? null,
    takedowns: [...takedowns],
  };
  const [spec] = releaseStage.plan(item, { ...OPTIONS, ...SMALL, ...options });
  if (spec === undefined) throw new Error("nothing planned");
  const task = makeTask(releaseStage, spec);
  const record = await runTask(runnable(releaseStage), task, { store, scratchFolder: join(root, "scratch") });
  if (record.result.status !== "done") throw new Error(record.result.error.message);
  const summary = ReleaseSummary.parse(record.result.output);
  const names = record.result.files.map(({ name }) => name);
  return {
    summary,
    written: names
      .filter((name) => name.startsWith("release/data/") && !name.includes("/sample/"))
      .map((name) => name.slice(8)),
    released: { record: summary.record, rows: fileOf(record, "rows.jsonl") },
    text: async (path) => new TextDecoder().decode(await store.read(fileOf(record, `release/${path}`).key)),
  };
}

/** Every shard is closed after its second row. */
const SMALL = { shardMegabytes: 0.000_03 };
const documents = (from: number, to: number): FakeDocument[] =>
  Array.from({ length: to - from }, (_, index) => ({
    name: `d${from + index}`,
    text: `texto numero ${from + index} aqui`,
  }));
const shardsOf = ({ summary }: Built): Map<string, string> =>
  new Map(summary.record.shards.map(({ path, sha256 }) => [path, sha256]));

test("a release on top of a published one appends shards, and leaves the others as they are", async () => {
  const first = await build(documents(0, 10), undefined);
  expect(first.summary.record.version).toBe("1.0.0");
  const second = await build(documents(0, 14), first);
  expect(second.summary.record.version).toBe("1.1.0");
  expect(second.summary.rows).toBe(14);
  for (const [path, sha256] of shardsOf(first)) expect([path, shardsOf(second).get(path)]).toEqual([path, sha256]);
  expect(second.written.length).toBe(2);
  expect(second.written.filter((path) => shardsOf(first).has(path))).toEqual([]);
  expect(second.summary.kept.toSorted()).toEqual([...shardsOf(first).keys()].toSorted());
  const rows = second.summary.record.shards.reduce((sum, shard) => sum + (shard.rows ?? 0), 0);
  expect(rows).toBe(14);
  expect(await second.text("CHANGELOG.md")).toMatch(/^# Changelog\n\n## v1\.1\.0\n[^]*4 rows added[^]*## v1\.0\.0\n/);
});

test("the same documents again are the same version, to the byte", async () => {
  const first = await build(documents(0, 10), undefined);
  const again = await build(documents(0, 10), first);
  expect(again.summary.files).toEqual(first.summary.files);
  expect(again.summary.record).toEqual(first.summary.record);
  expect(again.written).toEqual([]);
});

test("a takedown of one row writes one shard anew, and says so", async () => {
  const first = await build(documents(0, 10), undefined);
  const taken = documents(0, 10).map((document) =>
    document.name === "d3"
      ? { ...document, reasons: [{ rule: "takedown", value: "the same file", threshold: idOf("d3") }] }
      : document,
  );
  const takedowns = [{ id: idOf("d3"), date: "2026-11-24", reason: "withdrawn" }];
  const second = await build(taken, first, { takedowns });
  expect(second.summary.record.version).toBe("1.0.1");
  expect(second.summary.rows).toBe(9);
  expect(second.written.length).toBe(1);
  const [path = ""] = second.written;
  expect(shardsOf(first).has(path)).toBe(true);
  const changed = [...shardsOf(first)].filter(([name, sha256]) => shardsOf(second).get(name) !== sha256);
  expect(changed.map(([name]) => name)).toEqual([path]);
  expect(await second.text("CHANGELOG.md")).toContain("Taken down on 2026-11-24: 1 document (withdrawn).");
  expect(await second.text("takedowns.jsonl")).toContain(idOf("d3"));
  expect(await second.text("README.md")).toContain("Taken down so far: 1 document");
  // Not as a removed row either.
  expect([...shardsOf(second).keys()].filter((name) => name.includes("_removed"))).toEqual([]);
});

test("each takedown is told once, also of one day and for one reason", async () => {
  const first = await build(documents(0, 10), undefined);
  const [one, other] = ["d3", "d5"].map((name) => ({ id: idOf(name), date: "2026-11-24", reason: "withdrawn" }));
  if (one === undefined || other === undefined) throw new Error("two takedowns");
  const second = await build(documents(4, 10), first, { takedowns: [one] });
  const third = await build(documents(6, 10), second, { takedowns: [one, other] });
  const told = (await third.text("CHANGELOG.md")).match(/Taken down.*/g);
  expect(told).toEqual(Array.from({ length: 2 }, () => "Taken down on 2026-11-24: 1 document (withdrawn)."));
});

test("a row whose text has changed is written anew in its shard; one whose document is gone leaves it", async () => {
  const first = await build(documents(0, 6), undefined);
  const changed = documents(0, 6).map((document) =>
    document.name === "d2" ? { ...document, text: "otro texto distinto" } : document,
  );
  const second = await build(changed, first);
  expect(second.summary.record.version).toBe("1.1.0");
  expect(second.written.length).toBe(1);
  const third = await build(documents(1, 6), first);
  expect(third.summary.record.version).toBe("1.0.1");
  expect(third.summary.rows).toBe(5);
  const fourth = await build(documents(0, 6), first, {
    options: { dataset: { ...OPTIONS.dataset, contact: "new@example.org" } },
  });
  expect([fourth.summary.record.version, fourth.written]).toEqual(["1.0.1", []]);
});

test("where the columns have changed every shard is written anew, in a major version", async () => {
  const first = await build(documents(0, 10), undefined);
  if (first.released === null) throw new Error("nothing released");
  const record = { ...first.summary.record, columns: "b".repeat(64) };
  const second = await build(documents(0, 11), { ...first, released: { ...first.released, record } });
  expect(second.summary.record.version).toBe("2.0.0");
  expect(second.summary.kept).toEqual([]);
  for (const path of shardsOf(first).keys()) expect(second.written).toContain(path);
});

test("tokens are summed over rows that stand and rows that are new", async () => {
  const first = await build(documents(0, 10), undefined);
  const tokens = ({ summary }: Built): number => summary.languages.reduce((sum, language) => sum + language.tokens, 0);
  const whole = await build(documents(0, 14), undefined);
  expect(tokens(first)).toBeGreaterThan(0);
  expect(tokens(whole)).toBeGreaterThan(tokens(first));
  expect(tokens(await build(documents(0, 14), first))).toBe(tokens(whole));
});

test("rows that a damaged list places in no order are noticed", async () => {
  const first = await build(documents(0, 4), undefined);
  const store = localStore(join(root, "store"));
  const places = ["z", "a"].map((id) => ({
    id,
    shard: "data/spa_Latn/train/000_00000.parquet",
    digest: "a".repeat(64),
  }));
  const rows = await writeManifest(store, "manifests", places);
  const record = first.summary.record;
  const broken = { ...first, released: { record, rows } };
  await expect(build(documents(0, 4), broken)).rejects.toThrow(/order of ids/);
});
