/** The type of a column: text, a number, an integer of 64 bits, a list, a struct. Every value may be null. */
export type ColumnType = "string" | "double" | "int64" | { readonly list: ColumnType } | { readonly struct: Columns };

/** Columns of a table or fields of a struct, in order. */
export interface Columns {
  readonly [name: string]: ColumnType;
}

export type ColumnValue = string | number | null | readonly ColumnValue[] | ColumnValues;

/** A row, or a struct; what it lacks is null. */
export interface ColumnValues {
  readonly [name: string]: ColumnValue;
}

const SIMPLE = { string: "VARCHAR", double: "DOUBLE", int64: "BIGINT" } as const;

/** The type in SQL, as DuckDB writes it. */
export function sqlType(type: ColumnType): string {
  if (typeof type === "string") return SIMPLE[type];
  if ("list" in type) return `${sqlType(type.list)}[]`;
  const fields = Object.entries(type.struct).map(
    ([name, field]) => `"${name.replaceAll('"', '""')}" ${sqlType(field)}`,
  );
  return `STRUCT(${fields.join(", ")})`;
}
