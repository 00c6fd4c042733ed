import type { DuckDBConnection, JS } from "@duckdb/node-api";

/** A value of a table as plain JavaScript: lists are arrays, structs are objects; dates stay `Date`. */
export type TableValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Date
  | TableValue[]
  | { [key: string]: TableValue };

export type TableRow = Record<string, TableValue>;

function toPlain(value: JS): TableValue {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
  if (Array.isArray(value)) return value.map(toPlain);
  if (value === null || typeof value !== "object" || value instanceof Uint8Array || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toPlain(inner)]));
}

/**
 * The rows of a query, streamed: memory holds a chunk of at most 2,048 of them. 64-bit integers become numbers where
 * that loses nothing, else they stay `bigint`. Throws DuckDB's error if the query is wrong or a file cannot be read.
 */
export async function* queryRows(connection: DuckDBConnection, sql: string): AsyncGenerator<TableRow> {
  const result = await connection.stream(sql);
  for await (const chunk of result.yieldRowObjectJs()) {
    for (const row of chunk) {
      yield Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toPlain(value)]));
    }
  }
}
