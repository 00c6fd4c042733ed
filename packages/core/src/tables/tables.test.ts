import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withDatabase } from "./database.ts";
import { queryRows, type TableRow } from "./queryRows.ts";
import { parquet, sqlText } from "./sql.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-tables-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

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

test("files of any name are read, one or many, and values come as plain JavaScript", async () => {
  const paths = ["it's one.parquet", "another, in the same folder.parquet"].map((name) => join(folder, name));
  for (const [index, path] of paths.entries()) {
    await query(`COPY (SELECT ${index} AS n, {share: 0.5, ends: [1, 2]} AS s, NULL AS nothing) TO ${sqlText(path)}`);
  }
  const value = { share: 0.5, ends: [1, 2] };
  expect(await query(`SELECT * FROM ${parquet(paths)} ORDER BY n`)).toEqual([
    { n: 0, s: value, nothing: null },
    { n: 1, s: value, nothing: null },
  ]);
  expect(await query(`SELECT n FROM ${parquet(paths[1] ?? "")}`)).toEqual([{ n: 1 }]);
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
