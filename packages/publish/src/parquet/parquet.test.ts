import { parquet, queryRows, type TableRow, withDatabase } from "@malmoi/core";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Columns, type ColumnValues, sqlType } from "./columnType.ts";
import { createTableFile } from "./tableFile.ts";

const COLUMNS: Columns = {
  id: "string",
  text: "string",
  shares: { list: { struct: { language: "string", share: "double" } } },
  ends: { list: "int64" },
  score: "double",
  signals: { struct: { words: "double", 'odd "name"': "double" } },
};

const FULL: ColumnValues = {
  id: "b",
  text: "สวัสดี\nمرحبا 'quoted' \u0000 😀 end",
  shares: [{ language: "tha_Thai", share: 0.5 }],
  ends: [3, Number.MAX_SAFE_INTEGER],
  score: 0.25,
  signals: { words: 2, 'odd "name"': 1 },
};
const EMPTY: ColumnValues = { id: "a", text: "", shares: [], ends: [], score: null, signals: {} };

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-parquet-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function toParquet(name: string, rows: readonly ColumnValues[]): Promise<string> {
  const table = await createTableFile(join(folder, `${name}.pages`), COLUMNS);
  for (const row of rows) await table.add(row, String(row["text"]).length);
  await table.close();
  const path = join(folder, `${name}.parquet`);
  await writeFile(path, table.parquet());
  return path;
}

async function query(sql: string): Promise<TableRow[]> {
  return await withDatabase(
    async (connection) => {
      const rows: TableRow[] = [];
      for await (const row of queryRows(connection, sql)) rows.push(row);
      return rows;
    },
    { memoryMegabytes: 500, tempFolder: folder },
  );
}

const hashOf = async (path: string): Promise<string> =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");

const typesOf = async (path: string): Promise<unknown[]> =>
  (await query(`DESCRIBE SELECT * FROM ${parquet(path)}`)).map((row) => [row["column_name"], row["column_type"]]);

test("rows come back as they went in, in the same order", async () => {
  const path = await toParquet("round trip", [FULL, EMPTY]);
  expect(await query(`SELECT * FROM ${parquet(path)}`)).toEqual([
    FULL,
    { ...EMPTY, signals: { words: null, 'odd "name"': null } },
  ]);
});

test("columns have their types, whatever the data", async () => {
  const types = Object.entries(COLUMNS).map(([name, type]) => [name, sqlType(type).replace('"words"', "words")]);
  for (const [name, rows] of Object.entries({ full: [FULL], empty: [EMPTY], none: [] }))
    expect(await typesOf(await toParquet(name, rows))).toEqual(types);
});

test("the same rows give the same bytes, and more than a batch and a group keep their order", async () => {
  const rows = Array.from({ length: 9_000 }, (_, index) => ({ ...FULL, id: `id ${index}`, ends: [index] }));
  const path = await toParquet("one", rows);
  expect(await hashOf(await toParquet("same", rows))).toBe(await hashOf(path));
  expect(await hashOf(await toParquet("other", rows.toReversed()))).not.toBe(await hashOf(path));
  const [seen] = await query(
    `SELECT list(ends[1]) = range(9000) AS in_order, (SELECT count(DISTINCT row_group_id) FROM parquet_metadata('${path}')) AS groups FROM ${parquet(path)}`,
  );
  expect(seen).toEqual({ in_order: true, groups: 2 });
});

test("chunks are zstd with statistics, and have a dictionary where few values repeat", async () => {
  const rows = Array.from({ length: 3_000 }, (_, index) => ({ ...FULL, id: `id ${index}`, score: index / 7 }));
  const chunks = await query(
    `SELECT path_in_schema AS name, compression, stats_min_value IS NOT NULL AS stats, encodings FROM parquet_metadata('${await toParquet("chunks", rows)}')`,
  );
  for (const chunk of chunks) expect(chunk).toMatchObject({ compression: "ZSTD", stats: true });
  const encodings = new Map(chunks.map(({ name, encodings: used }) => [name, String(used)]));
  expect(encodings.get("shares, list, element, language")).toContain("DICTIONARY");
  expect(encodings.get("id")).not.toContain("DICTIONARY");
});

test("a text of 20 million bytes goes through", async () => {
  const path = await toParquet("long", [{ ...FULL, text: "ก".repeat(7_000_000) }, EMPTY]);
  expect(await query(`SELECT id, length(text) AS n FROM ${parquet(path)}`)).toEqual([
    { id: "b", n: 7_000_000 },
    { id: "a", n: 0 },
  ]);
});

test("a value that does not fit its column is an error that names it", async () => {
  await expect(toParquet("wrong", [{ ...FULL, score: "high" }])).rejects.toThrow(/"high" does not fit.*score/);
  await expect(toParquet("half", [{ ...FULL, ends: [1.5] }])).rejects.toThrow(/1.5 does not fit.*ends/);
  await expect(toParquet("struct", [{ ...FULL, shares: ["x"] }])).rejects.toThrow(/"x" does not fit.*shares/);
});
