/** Column names and their DuckDB types, in order: `{ id: "VARCHAR", pages: "BIGINT[]" }`. */
export type Columns = Readonly<Record<string, string>>;

/** A text as an SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a quoted SQL identifier. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The DuckDB type of a struct with these fields. */
export function structType(fields: Columns): string {
  return `STRUCT(${Object.entries(fields)
    .map(([name, type]) => `${sqlName(name)} ${type}`)
    .join(", ")})`;
}

/** DuckDB's own default for a line: 16 MiB. */
export const DEFAULT_LINE_BYTES = 1 << 24;

export interface JsonLinesSource {
  /** A path, or a glob. */
  readonly path: string;
  readonly columns: Columns;
  /** No line is longer than this. DuckDB sets aside twice as much memory before it reads, so it is not simply huge. */
  readonly lineBytes?: number;
}

/**
 * SQL for a table made of a JSON Lines file, to stand after FROM. Types are given and never guessed, so an empty list
 * or a column of nulls has the type it should have. Keys that are no column are ignored; absent ones are NULL.
 */
export function jsonLines({ path, columns, lineBytes = DEFAULT_LINE_BYTES }: JsonLinesSource): string {
  const types = Object.entries(columns).map(([name, type]) => `${sqlText(name)}: ${sqlText(type)}`);
  return `read_json(${sqlText(path)}, format = 'newline_delimited', columns = {${types.join(", ")}}, maximum_object_size = ${lineBytes})`;
}

/** SQL for the rows of Parquet files (paths or globs), to stand after FROM. */
export function parquet(paths: string | readonly string[]): string {
  const list = typeof paths === "string" ? [paths] : paths;
  return `read_parquet([${list.map(sqlText).join(", ")}])`;
}
