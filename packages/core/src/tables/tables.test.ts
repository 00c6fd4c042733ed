import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withDatabase } from "./database.ts";
import { queryRows, type TableRow } from "./queryRows.ts";
import { jsonLines, parquet, sqlText, structType } from "./sql.ts";
import { writeParquet } from "./writeParquet.ts";

const COLUMNS = {
  id: "VARCHAR",
  text: "VARCHAR",
  shares: "STRUCT(language VARCHAR, share DOUBLE)[]",
  ends: "BIGINT[]",
  score: "DOUBLE",
  signals: structType({ words: "DOUBLE", 'odd "name"': "DOUBLE" }),
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-tables-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Writes the rows under a sub-folder of its own, quote in the name and all, and gives the Parquet file's path. */
async function toParquet(name: string, rows: readonly object[], megabytes = 200): Promise<string> {
  const home = join(folder, name);
  await mkdir(home, { recursive: true });
  const from = join(home, "rows.jsonl");
  const to = join(home, "rows.parquet");
  await writeFile(from, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  await withDatabase(
    (connection) => writeParquet(connection, { from, to, columns: COLUMNS, metadata: { made_by: "it's us" } }),
    { memoryMegabytes: megabytes, tempFolder: home },
  );
  return to;
}

async function query(sql: string): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  await withDatabase(
    async (connection) => {
      for await (const row of queryRows(connection, sql)) rows.push(row);
    },
    { memoryMegabytes: 200, tempFolder: folder },
  );
  return rows;
}

const hashOf = async (path: string): Promise<string> =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");

const typesOf = async (path: string): Promise<unknown[]> =>
  (await query(`DESCRIBE SELECT * FROM ${parquet(path)}`)).map((row) => [row["column_name"], row["column_type"]]);

const FULL = {
  id: "b",
  text: "สวัสดี\nمرحبا 'quoted' \u0000 end",
  shares: [{ language: "tha_Thai", share: 0.5 }],
  ends: [3, 9],
  score: 0.25,
  signals: { words: 2, 'odd "name"': 1 },
};
const EMPTY = { id: "a", text: "", shares: [], ends: [], score: null, signals: {} };

test("rows come back as they went in, in the same order", async () => {
  const path = await toParquet("round trip", [FULL, EMPTY]);
  const rows = await query(`SELECT * FROM ${parquet(path)}`);
  expect(rows).toEqual([FULL, { ...EMPTY, signals: { words: null, 'odd "name"': null } }]);
});

test("the schema does not depend on the data", async () => {
  const full = await toParquet("full", [FULL]);
  const empty = await toParquet("empty", [EMPTY]);
  const none = await toParquet("none", []);
  expect((await typesOf(full)).map(String)[2]).toContain("[]");
  expect(await typesOf(empty)).toEqual(await typesOf(full));
  expect(await typesOf(none)).toEqual(await typesOf(full));
});

test("the same rows give the same bytes, wherever they are written and however much memory there is", async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => ({ ...FULL, id: `id ${index}`, ends: [index] }));
  const first = await hashOf(await toParquet("one", rows));
  expect(await hashOf(await toParquet("another, it's deeper/inside", rows, 400))).toBe(first);
  expect(await hashOf(await toParquet("other", rows.toReversed()))).not.toBe(first);
});

test("a line longer than DuckDB's default of 16 MiB goes through within little memory", async () => {
  const path = await toParquet("long", [{ ...FULL, text: "ก".repeat(7_000_000) }, EMPTY]);
  expect(await query(`SELECT id, length(text) AS n FROM ${parquet(path)}`)).toEqual([
    { id: "b", n: 7_000_000 },
    { id: "a", n: 0 },
  ]);
});

test("a value that does not fit its column is an error", async () => {
  await expect(toParquet("wrong", [{ ...FULL, score: "high" }])).rejects.toThrow(/high/);
});

test("metadata is in the footer", async () => {
  const path = await toParquet("metadata", [FULL]);
  const rows = await query(
    `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata(${sqlText(path)})`,
  );
  expect(rows).toEqual([{ key: "made_by", value: "it's us" }]);
});

test("rows stream: the first of a hundred million arrives without the rest", async () => {
  const first = await withDatabase(
    async (connection) => {
      for await (const row of queryRows(connection, "SELECT range AS n FROM range(100000000)")) return row;
      return undefined;
    },
    { memoryMegabytes: 64, tempFolder: folder },
  );
  expect(first).toEqual({ n: 0 });
});

test("integers are numbers where that is safe and bigint where it is not", async () => {
  const rows = await query(
    "SELECT 9007199254740991::BIGINT AS safe, 9007199254740993::BIGINT AS big, [1::BIGINT] AS list",
  );
  expect(rows).toEqual([{ safe: 9007199254740991, big: 9007199254740993n, list: [1] }]);
});

test("extensions are neither loaded nor fetched", async () => {
  await expect(query("SELECT * FROM 'https://localhost:1/x.parquet'")).rejects.toThrow(/httpfs/);
});

test("JSON Lines are read with given types", async () => {
  const path = join(folder, "typed.jsonl");
  await writeFile(path, '{"id":5,"unknown":1}\n{"score":1}\n');
  const rows = await query(`SELECT * FROM ${jsonLines({ path, columns: { id: "VARCHAR", score: "DOUBLE" } })}`);
  expect(rows).toEqual([
    { id: "5", score: null },
    { id: null, score: 1 },
  ]);
});
