import { decompress } from "@foxglove/wasm-zstd";
import { type AsyncBuffer, parquetMetadata, parquetReadObjects } from "hyparquet";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Columns, ColumnValues } from "./columnType.ts";
import { createTableFile } from "./tableFile.ts";

// What hyparquet, which nobody here wrote, makes of the files: nested values, statistics, and single pages by the indexes.

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-readers-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function written(columns: Columns, rows: readonly ColumnValues[], rowBytes = 10): Promise<ArrayBuffer> {
  const table = await createTableFile(join(folder, "table"), columns);
  for (const row of rows) await table.add(row, rowBytes);
  await table.close();
  const pieces: Uint8Array[] = [];
  for await (const piece of table.parquet()) pieces.push(piece);
  return Uint8Array.from(Buffer.concat(pieces)).buffer;
}

const compressors = { ZSTD: (bytes: Uint8Array, size: number): Uint8Array => decompress(bytes, size) };

/** As hyparquet reads them, with integers as numbers. */
async function read(
  file: AsyncBuffer,
  options: Partial<Parameters<typeof parquetReadObjects>[0]> = {},
): Promise<unknown[]> {
  const rows: unknown[] = await parquetReadObjects({ ...options, file, compressors });
  const plain = (value: unknown): unknown => {
    if (typeof value === "bigint") return Number(value);
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  };
  return rows.map(plain);
}

/** The least and the greatest value of a column in the first group, and how many are null. */
async function statisticsOf(columns: Columns, rows: readonly ColumnValues[]): Promise<unknown> {
  const statistics = parquetMetadata(await written(columns, rows)).row_groups[0]?.columns[0]?.meta_data?.statistics;
  return [statistics?.min_value, statistics?.max_value, Number(statistics?.null_count)];
}

test("nulls, empty lists and lists of nulls are told apart at every depth", async () => {
  const columns: Columns = {
    lists: { list: { list: "int64" } },
    things: { list: { struct: { name: "string", marks: { list: "double" } } } },
    deep: { struct: { inner: { struct: { value: "string" } } } },
  };
  const rows: ColumnValues[] = [
    { lists: null, things: null, deep: null },
    { lists: [], things: [], deep: { inner: null } },
    { lists: [[], null, [null], [1, null, -2]], things: [null], deep: { inner: { value: null } } },
    { lists: [[2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 32, -1]], things: [{ name: "a", marks: [] }], deep: null },
    {
      lists: [null],
      things: [
        { name: null, marks: null },
        { name: "", marks: [0.5, null] },
      ],
      deep: { inner: { value: "x" } },
    },
  ];
  expect(await read(await written(columns, rows))).toEqual(rows);
  // Pages of one row each, and of all rows.
  expect(await read(await written(columns, rows, 2e6))).toEqual(rows);
  const many = Array.from({ length: 5_000 }, (_, at) => rows[(at * at) % rows.length] ?? {});
  expect(await read(await written(columns, many))).toEqual(many);
});

test("values that repeat, that repeat no longer, and that repeat in some pages only come back", async () => {
  const columns: Columns = { few: "string", later: "string", turn: "double", gaps: "int64" };
  const rows = Array.from({ length: 12_000 }, (_, at) => ({
    few: `value ${at % 7}`,
    later: at < 3_000 ? `value ${at % 100}` : `value ${at}`,
    turn: Math.floor(at / 1_024) % 2 === 0 ? 0.5 : at / 3,
    gaps: at % 3 === 0 ? null : at % 5,
  }));
  expect(await read(await written(columns, rows))).toEqual(rows);
});

test("a filter finds its row by reading a few pages only", async () => {
  const texts = ["ก", "😀", "\uFFFD", "z", "é"];
  const rows = Array.from({ length: 20_000 }, (_, at) => ({
    id: `id ${String((at * 7_919) % 20_000).padStart(5, "0")}`,
    place: at,
    text: `${(texts[at % 5] ?? "").repeat(40)}${at}`,
    missing: at < 2_000 ? null : at,
  }));
  const bytes = await written({ id: "string", place: "int64", text: "string", missing: "int64" }, rows);
  const metadata = parquetMetadata(bytes);
  async function find(
    column: "id" | "text" | "place" | "missing",
    wanted: string | bigint | undefined,
  ): Promise<{ found: unknown[]; asked: number }> {
    let asked = 0;
    const slice = (start: number, end = bytes.byteLength): ArrayBuffer => {
      asked += end - start;
      return bytes.slice(start, end);
    };
    const options = { filter: { [column]: { $eq: wanted ?? null } }, metadata, usePageIndex: true };
    return { found: await read({ byteLength: bytes.byteLength, slice }, options), asked };
  }
  for (const at of [2_000, 2_047, 2_048, 8_191, 8_192, 12_345, 19_999]) {
    const row = rows[at];
    for (const [column, wanted] of [
      ["id", row?.id],
      ["text", row?.text],
      ["missing", BigInt(at)],
    ] as const)
      expect({ column, found: (await find(column, wanted)).found }).toEqual({ column, found: [row] });
    const { found, asked } = await find("place", BigInt(at));
    expect(found).toEqual([row]);
    expect(asked).toBeLessThan(bytes.byteLength / 5);
  }
});

test("bounds hold the values, in the order of code points, and long ones are cut between characters", async () => {
  const text = async (...values: (string | null)[]): Promise<unknown> =>
    await statisticsOf(
      { text: "string" },
      values.map((value) => ({ text: value })),
    );
  expect(await text("b", null, "a", "ab")).toEqual(["a", "b", 1]);
  // In UTF-16 the emoji would be the least.
  expect(await text("\uFF5E", "😀", "\uE000")).toEqual(["\uE000", "😀", 0]);
  expect(await text("ก".repeat(100))).toEqual(["ก".repeat(21), `${"ก".repeat(20)}ข`, 0]);
  expect(await text(`${"a".repeat(63)}\u{10FFFF}b`)).toEqual(["a".repeat(63), `${"a".repeat(62)}b`, 0]);
  expect(await text(`${"a".repeat(63)}\u007F\u007F`)).toEqual([
    `${"a".repeat(63)}\u007F`,
    `${"a".repeat(63)}\u0080`,
    0,
  ]);
  const last = "\u{10FFFF}".repeat(20);
  expect(await text(last)).toEqual(["\u{10FFFF}".repeat(16), last, 0]);
  expect(await text("half \uD800", "x")).toEqual(["half \uFFFD", "x", 0]);
  expect(await text(null, null)).toEqual([undefined, undefined, 2]);
  expect(await statisticsOf({ n: "double" }, [{ n: 0.5 }, { n: -1e300 }, { n: 7 }])).toEqual([-1e300, 7, 0]);
  expect(await statisticsOf({ n: "int64" }, [{ n: 2 ** 40 }, { n: -5 }])).toEqual([-5n, 2n ** 40n, 0]);
});

test("what has no order or no exact form is refused", async () => {
  await expect(written({ n: "double" }, [{ n: Number.NaN }])).rejects.toThrow(/does not fit the column n/);
  await expect(written({ n: "int64" }, [{ n: 2 ** 53 }])).rejects.toThrow(/does not fit the column n/);
});
