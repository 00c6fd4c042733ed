/** A text as an SQL literal. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** SQL for the rows of Parquet files (paths or globs), to stand after FROM. */
export function parquet(paths: string | readonly string[]): string {
  const list = typeof paths === "string" ? [paths] : paths;
  return `read_parquet([${list.map(sqlText).join(", ")}])`;
}
