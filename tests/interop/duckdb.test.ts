import { parquet, queryRows, sha256, sqlText, type TableRow, withDatabase } from "@malmoi/core";
import { DEFAULT_THRESHOLDS } from "@malmoi/clean";
import { ReleaseFile, SIGNAL_NAMES } from "@malmoi/publish";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { releaseFolder } from "./releaseFolder.ts";

let root = "";
let release = "";
let files: ReleaseFile[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "malmoi-duckdb-"));
  release = await releaseFolder();
  const lines = (await readFile(join(release, "manifest.jsonl"), "utf8")).trimEnd().split("\n");
  files = lines.map((line) => ReleaseFile.parse(JSON.parse(line)));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function each(sql: string, use: (row: TableRow) => void): Promise<void> {
  await withDatabase(
    async (connection) => {
      for await (const row of queryRows(connection, sql)) use(row);
    },
    { memoryMegabytes: 1000, tempFolder: root },
  );
}

async function all(sql: string): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  await each(sql, (row) => rows.push(row));
  return rows;
}

test("bytes, digests and rows of every file are those of the manifest", async () => {
  expect(files.length).toBeGreaterThan(0);
  for (const { path, ...expected } of files) {
    const file = join(release, path);
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const piece of createReadStream(file)) {
      hash.update(piece);
      bytes += piece.length;
    }
    const [row] = await all(`SELECT count(*) AS rows FROM ${parquet(file)}`);
    expect({ path, bytes, sha256: hash.digest("hex"), rows: row?.["rows"] }).toEqual({ path, ...expected });
  }
});

test("every shard of every config has the same schema", async () => {
  const schemas = new Map<string, string[]>();
  for (const { path } of files) {
    const columns = await all(
      `SELECT name, type, logical_type, repetition_type FROM parquet_schema(${sqlText(join(release, path))})`,
    );
    const schema = JSON.stringify(columns);
    schemas.set(schema, [...(schemas.get(schema) ?? []), path]);
  }
  expect([...schemas.values()]).toEqual([files.map(({ path }) => path)]);
});

test("every text has the digest, the length and the page ends its row tells", async () => {
  const columns = "id, text, text_sha256, char_count, pages, page_numbers";
  let rows = 0;
  await each(`SELECT ${columns} FROM ${parquet(join(release, "data/*/train/*.parquet"))}`, (row) => {
    const text = String(row["text"]);
    const length = Array.from(text).length;
    const ends = Array.isArray(row["pages"]) ? row["pages"].map(Number) : [];
    expect({ id: row["id"], sha256: row["text_sha256"], length: row["char_count"] }).toEqual({
      id: row["id"],
      sha256: sha256(text),
      length,
    });
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    expect(ends.at(-1) ?? 0).toBeLessThanOrEqual(length);
    expect(Array.isArray(row["page_numbers"]) ? row["page_numbers"].length : 0).toBe(ends.length);
    rows += 1;
  });
  expect(rows).toBe(files.reduce((sum, file) => sum + (file.rows ?? 0), 0));
});

test("an id is published once, and in the config of its language", async () => {
  const paths = files.map(({ path }) => path).filter((path) => !path.startsWith("data/sample/"));
  const table = parquet(paths.map((path) => join(release, path)));
  expect(await all(`SELECT id FROM ${table} GROUP BY id HAVING count(*) > 1`)).toEqual([]);
  for (const path of paths) {
    const config = path.split("/")[1] ?? "";
    const languages = await all(`SELECT DISTINCT language FROM ${parquet(join(release, path))}`);
    expect(languages.map(({ language }) => language)).toEqual([config.replace(/_removed$/, "")]);
  }
});

test("the columns of `signals` are the signals that clean measures, each with a threshold or none on purpose", () => {
  expect(Object.keys(DEFAULT_THRESHOLDS).toSorted()).toEqual([...SIGNAL_NAMES].toSorted());
});
