import type { DuckDBConnection } from "@duckdb/node-api";
import { createReadStream } from "node:fs";
import { type Columns, DEFAULT_LINE_BYTES, jsonLines, sqlName, sqlText } from "./sql.ts";

export interface ParquetJob {
  /** A JSON Lines file: one object a line, whose keys are columns. */
  readonly from: string;
  readonly to: string;
  readonly columns: Columns;
  /** Rows in a group. DuckDB rounds up to a multiple of 2,048, the default. */
  readonly rowGroupRows?: number;
  /** Key-value metadata of the Parquet footer. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Length in bytes of the longest line, "\n" not counted. */
async function longestLine(path: string): Promise<number> {
  let longest = 0;
  let current = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    if (!(piece instanceof Uint8Array)) continue;
    let start = 0;
    for (let end = piece.indexOf(10); end !== -1; end = piece.indexOf(10, start)) {
      longest = Math.max(longest, current + end - start);
      current = 0;
      start = end + 1;
    }
    current += piece.byteLength - start;
  }
  return Math.max(longest, current);
}

/**
 * Turns a JSON Lines file into a Parquet file (zstd) with exactly these columns, in this order, whatever the values:
 * lists that are always empty and columns that are always null keep their types. The bytes depend on the values,
 * `columns`, `metadata` and DuckDB's version, not on where the files are. Throws DuckDB's error if a value does not
 * fit its column.
 */
export async function writeParquet(
  connection: DuckDBConnection,
  { from, to, columns, rowGroupRows = 2048, metadata = {} }: ParquetJob,
): Promise<void> {
  const lineBytes = Math.max(DEFAULT_LINE_BYTES, (await longestLine(from)) + 1);
  const names = Object.keys(columns).map(sqlName).join(", ");
  const pairs = Object.entries(metadata).map(([name, value]) => `${sqlName(name)}: ${sqlText(value)}`);
  const settings = ["FORMAT parquet", "COMPRESSION zstd", `ROW_GROUP_SIZE ${rowGroupRows}`];
  if (pairs.length > 0) settings.push(`KV_METADATA {${pairs.join(", ")}}`);
  const source = jsonLines({ path: from, columns, lineBytes });
  await connection.run(`COPY (SELECT ${names} FROM ${source}) TO ${sqlText(to)} (${settings.join(", ")})`);
}
