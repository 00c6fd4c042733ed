import {
  fileOf,
  localStore,
  makeTask,
  queryRows,
  parquet,
  runnable,
  runTask,
  sha256,
  type TableRow,
  taskFolder,
  withDatabase,
} from "@malmoi/core";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { type FakeDocument, fakeCorpus, idOf, OPTIONS } from "../testing/fakeCorpus.ts";
import {
  DocumentOutcome,
  ReleaseFile,
  type ReleaseItem,
  type ReleaseOptions,
  ReleaseSummary,
} from "./releaseRecords.ts";
import { releaseStage } from "./releaseStage.ts";

const DOCUMENTS: readonly FakeDocument[] = [
  { name: "a", text: "el perro y la casa", title: "Un «libro» | raro", institution: "Archivo | <b>Uno</b>" },
  { name: "b", text: "otra cosa", blankPages: 2, source: "text-layer" },
  { name: "c", text: "สวัสดีชาวโลก", language: "tha_Thai", confidence: 0.5 },
  { name: "short", text: "x", reasons: [{ rule: "word_count", value: 1, threshold: 50 }] },
  {
    name: "odd",
    text: "qwx zzz",
    language: "und",
    reasons: [{ rule: "language", value: "und", threshold: "spa_Latn" }],
  },
  { name: "first", text: "el mismo texto de siempre", representative: "first" },
  { name: "second", text: "el mismo texto de siempr", representative: "first" },
  {
    name: "secret",
    text: "no se lee antes de 2030",
    embargoUntil: "2030-01-01",
    reasons: [{ rule: "embargo", value: "2030-01-01", threshold: "the day of the build" }],
  },
  { name: "opened", text: "se lee desde ayer", embargoUntil: "2026-11-23" },
];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-release-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

interface Built {
  readonly summary: ReleaseSummary;
  readonly outcomes: DocumentOutcome[];
  /** Names of the task's files. */
  readonly names: string[];
  bytes(path: string): Promise<Uint8Array>;
  text(path: string): Promise<string>;
  rows(config: string): Promise<TableRow[]>;
}

async function build(
  place: string,
  documents: readonly FakeDocument[],
  options: Partial<ReleaseOptions> = {},
  totals: Partial<ReleaseItem["totals"]> = {},
): Promise<Built> {
  const root = join(folder, place);
  const store = localStore(root);
  const item = await fakeCorpus(store, documents, totals);
  const [spec] = releaseStage.plan(item, { ...OPTIONS, ...options });
  if (spec === undefined) throw new Error("nothing planned");
  const task = makeTask(releaseStage, spec);
  const record = await runTask(runnable(releaseStage), task, { store, scratchFolder: join(root, "scratch") });
  if (record.result.status !== "done") throw new Error(record.result.error.message);
  const bytes = (name: string): Promise<Uint8Array> => store.read(fileOf(record, name).key);
  const text = async (name: string): Promise<string> => new TextDecoder().decode(await bytes(name));
  const outcomes = (await text("outcomes.jsonl"))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => DocumentOutcome.parse(JSON.parse(line)));
  return {
    outcomes,
    summary: ReleaseSummary.parse(record.result.output),
    names: record.result.files.map((file) => file.name),
    bytes: (path) => bytes(`release/${path}`),
    text: (path) => text(`release/${path}`),
    async rows(config) {
      const glob = join(root, taskFolder(task.stage, task.key), `release/data/${config}/train/*.parquet`);
      const rows: TableRow[] = [];
      await withDatabase(
        async (connection) => {
          for await (const row of queryRows(connection, `SELECT * FROM ${parquet(glob)}`)) rows.push(row);
        },
        { memoryMegabytes: 200, tempFolder: folder },
      );
      return rows;
    },
  };
}

const idsOf = (rows: readonly TableRow[]): unknown[] => rows.map((row) => row["id"]);
const ids = (...names: string[]): string[] => names.map(idOf).toSorted();

test("published, left-out and sample rows go where they belong, in the order of ids", async () => {
  const built = await build("whole", DOCUMENTS);
  expect(idsOf(await built.rows("spa_Latn"))).toEqual(ids("a", "b", "first", "opened"));
  expect(idsOf(await built.rows("tha_Thai"))).toEqual(ids("c"));
  expect(idsOf(await built.rows("spa_Latn_removed"))).toEqual(ids("short", "second"));
  expect(idsOf(await built.rows("und_removed"))).toEqual(ids("odd"));
  const sample = idsOf(await built.rows("sample"));
  expect(sample).toEqual([...ids("a", "b", "first", "opened").slice(0, 2), idOf("c")].toSorted());
  expect(built.summary).toMatchObject({ rows: 5, removed: 3 });
  expect(built.summary.languages.map(({ tag, documents, pages }) => [tag, documents, pages])).toEqual([
    ["spa_Latn", 4, 4],
    ["tha_Thai", 1, 1],
  ]);
});

test("every document has an outcome, and no page is lost in the card", async () => {
  const built = await build("whole", DOCUMENTS);
  expect(built.outcomes.map(({ id }) => id)).toEqual(ids(...DOCUMENTS.map(({ name }) => name)));
  const of = (name: string): DocumentOutcome | undefined => built.outcomes.find(({ id }) => id === idOf(name));
  expect(of("second")).toEqual({
    id: idOf("second"),
    outcome: "duplicate",
    reasons: [{ rule: "duplicate", value: "near 0.75", threshold: idOf("first") }],
    duplicateOf: idOf("first"),
  });
  expect(of("first")?.outcome).toBe("published");
  expect(of("short")).toMatchObject({ outcome: "dropped", reasons: [{ rule: "word_count", value: 1, threshold: 50 }] });
  await expect(build("lossy", DOCUMENTS, {}, { pages: 99 })).rejects.toThrow(/99 pages went in, but 11 came out/);
});

test("text under embargo is nowhere in the release", async () => {
  const built = await build("whole", DOCUMENTS);
  const outcome = built.outcomes.find(({ id }) => id === idOf("secret"));
  expect(outcome).toMatchObject({ outcome: "dropped", reasons: [{ rule: "embargo" }] });
  for (const config of ["sample", "spa_Latn", "spa_Latn_removed"]) {
    expect(idsOf(await built.rows(config))).not.toContain(idOf("secret"));
  }
});

test("a removed row says why, in words", async () => {
  const built = await build("whole", DOCUMENTS);
  const rows = await built.rows("spa_Latn_removed");
  const reasons = Object.fromEntries(rows.map((row) => [String(row["id"]), row["removed_reasons"]]));
  expect(reasons[idOf("short")]).toEqual([{ rule: "word_count", value: "1", threshold: "50" }]);
  expect(reasons[idOf("second")]).toEqual([{ rule: "duplicate", value: "near 0.75", threshold: idOf("first") }]);
});

test("without `removed` only published text is there", async () => {
  const built = await build("kept", DOCUMENTS, { removed: false });
  expect(built.names.filter((name) => name.includes("_removed"))).toEqual([]);
  expect(built.summary.removed).toBe(0);
});

test("the release is the same to the byte wherever it is built, and holds no path of the machine", async () => {
  const first = await build("whole", DOCUMENTS);
  const second = await build("elsewhere/deeper", DOCUMENTS.toReversed());
  expect(second.summary.files.length).toBeGreaterThan(8);
  expect(second.summary).toEqual(first.summary);
  for (const { path } of first.summary.files) {
    const bytes = Buffer.from(await first.bytes(path));
    expect({ path, found: bytes.includes(folder) }).toEqual({ path, found: false });
  }
});

test("the manifest tells the truth", async () => {
  const built = await build("whole", DOCUMENTS);
  const lines = (await built.text("manifest.jsonl")).trimEnd().split("\n");
  const files = lines.map((line) => ReleaseFile.parse(JSON.parse(line)));
  expect(files.map(({ path }) => path)).toEqual(
    built.names.filter((name) => name.endsWith(".parquet")).map((name) => name.slice("release/".length)),
  );
  for (const file of files) {
    const bytes = await built.bytes(file.path);
    expect(file).toMatchObject({ bytes: bytes.byteLength, sha256: sha256(bytes) });
  }
  expect(files.reduce((sum, { rows }) => sum + (rows ?? 0), 0)).toBe(5 + 3 + 3);
});

test("a shard is closed after shardMegabytes of text, and nothing is lost between shards", async () => {
  const long = Array.from({ length: 9 }, (_, index) => ({
    name: `d${index}`,
    text: `${index} ${"año ".repeat(8_000)}`,
  }));
  const built = await build("shards", long, { shardMegabytes: 0.09 });
  const shards = built.names.filter((name) => name.includes("data/spa_Latn/"));
  expect(shards.map((name) => name.split("/").at(-1))).toEqual([
    "000_00000.parquet",
    "000_00001.parquet",
    "000_00002.parquet",
  ]);
  expect(idsOf(await built.rows("spa_Latn"))).toEqual(ids(...long.map(({ name }) => name)));
});

test("a release of nothing still loads: a card, and a sample without rows", async () => {
  const built = await build("nothing", []);
  expect(await built.rows("sample")).toEqual([]);
  expect(await built.text("README.md")).toContain("No document was published.");
});

const Head = z.looseObject({
  license: z.string(),
  language: z.array(z.string()),
  configs: z.array(
    z.object({
      config_name: z.string(),
      default: z.boolean().optional(),
      data_files: z.array(z.object({ split: z.string(), path: z.string() })),
    }),
  ),
});

test("the card's head names every config once, quoted, the sample by default", async () => {
  const built = await build("whole", DOCUMENTS);
  const card = await built.text("README.md");
  const [, yaml = ""] = card.split("---\n");
  const head = Head.parse(parse(yaml, { version: "1.1" }));
  expect(head.configs.map(({ config_name }) => config_name)).toEqual([
    "sample",
    "spa_Latn",
    "tha_Thai",
    "spa_Latn_removed",
    "und_removed",
  ]);
  expect(head.configs.filter((config) => config.default === true).map(({ config_name }) => config_name)).toEqual([
    "sample",
  ]);
  expect(head.license).toBe("cc-by-4.0");
  expect(head.language).toEqual(["es", "th"]);
  expect(yaml).toContain('- "es"');
});

test("every picture that the card shows is in the release, and shows what was read", async () => {
  const built = await build("whole", DOCUMENTS);
  const shown = [...(await built.text("README.md")).matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path ?? "");
  expect(shown).toEqual(["stats/languages.svg", "stats/pages.svg", "stats/confidence.svg"]);
  for (const path of shown) expect(built.names).toContain(`release/${path}`);
  // Thai was read at 0.5, Spanish at 0.9; text layers have no confidence.
  expect(await built.text("stats/confidence.svg")).toMatch(/>Spanish<[^]*>3<[^]*>Thai<[^]*>1</);
});

test("somebody's words stay words in the card", async () => {
  const card = await (await build("whole", DOCUMENTS)).text("README.md");
  expect(card).toContain("| Archivo \\| \\<b\\>Uno\\</b\\> |");
});

test("a damaged list of documents is noticed", async () => {
  const root = join(folder, "damaged");
  const store = localStore(root);
  const item = await fakeCorpus(store, DOCUMENTS);
  const other = await fakeCorpus(store, DOCUMENTS.slice(1));
  await store.write(item.documents.key, await store.read(other.documents.key));
  const [spec] = releaseStage.plan(item, OPTIONS);
  if (spec === undefined) throw new Error("nothing planned");
  const workspace = { store, scratchFolder: join(root, "scratch") };
  await expect(runTask(runnable(releaseStage), makeTask(releaseStage, spec), workspace)).rejects.toThrow(/damaged/);
});
