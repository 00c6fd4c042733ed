import {
  type Data,
  type DataType,
  Field,
  Float64,
  Int64,
  List,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
} from "apache-arrow";
import type { Columns, ColumnType, ColumnValue, ColumnValues } from "./columnType.ts";

type Values = readonly (ColumnValue | undefined)[];

const isNull = (value: ColumnValue | undefined): value is null | undefined => value === null || value === undefined;
const isList = (value: ColumnValue): value is readonly ColumnValue[] => Array.isArray(value);
const isStruct = (value: ColumnValue): value is ColumnValues => typeof value === "object" && !Array.isArray(value);

function misfit(value: ColumnValue, name: string): never {
  throw new Error(`${JSON.stringify(value).slice(0, 100)} does not fit the column ${name}`);
}

const nullable = (name: string, type: DataType): Field => new Field(name, type, true);

const structOf = (columns: Columns): Struct =>
  new Struct(Object.entries(columns).map(([name, type]) => nullable(name, arrowType(type))));

function arrowType(type: ColumnType): DataType {
  if (type === "string") return new Utf8();
  if (type === "double") return new Float64();
  if (type === "int64") return new Int64();
  // "element" is the name that Parquet prescribes.
  return "list" in type ? new List(nullable("element", arrowType(type.list))) : structOf(type.struct);
}

/** How many values there are, how many are null, and a bit for each that is not; no bits if none is null. */
function presence(values: Values): { length: number; nullCount: number; nullBitmap: Uint8Array | null } {
  const { length } = values;
  let nullCount = 0;
  for (let at = 0; at < length; at += 1) if (isNull(values[at])) nullCount += 1;
  if (nullCount === 0) return { length, nullCount, nullBitmap: null };
  const nullBitmap = new Uint8Array(Math.ceil(length / 64) * 8);
  for (let at = 0; at < length; at += 1)
    if (!isNull(values[at])) nullBitmap[at >> 3] = (nullBitmap[at >> 3] ?? 0) | (1 << (at & 7));
  return { length, nullCount, nullBitmap };
}

function textData(values: Values, name: string): Data {
  let size = 0;
  for (const value of values) if (typeof value === "string") size += Buffer.byteLength(value);
  const bytes = Buffer.allocUnsafe(size);
  const valueOffsets = new Int32Array(values.length + 1);
  let end = 0;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (typeof value === "string") end += bytes.write(value, end);
    else if (!isNull(value)) misfit(value, name);
    valueOffsets[at + 1] = end;
  }
  return makeData({ type: new Utf8(), ...presence(values), valueOffsets, data: bytes.subarray(0, end) });
}

function doubleData(values: Values, name: string): Data {
  const data = new Float64Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (typeof value === "number") data[at] = value;
    else if (!isNull(value)) misfit(value, name);
  }
  return makeData({ type: new Float64(), ...presence(values), data });
}

function integerData(values: Values, name: string): Data {
  const data = new BigInt64Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (typeof value === "number" && Number.isSafeInteger(value)) data[at] = BigInt(value);
    else if (!isNull(value)) misfit(value, name);
  }
  return makeData({ type: new Int64(), ...presence(values), data });
}

function listData(item: ColumnType, values: Values, name: string): Data {
  const items: ColumnValue[] = [];
  const valueOffsets = new Int32Array(values.length + 1);
  for (const [at, value] of values.entries()) {
    if (!isNull(value)) for (const one of isList(value) ? value : misfit(value, name)) items.push(one);
    valueOffsets[at + 1] = items.length;
  }
  const child = dataOf(item, items, name);
  const type = new List(nullable("element", arrowType(item)));
  return makeData({ type, ...presence(values), valueOffsets, child });
}

function structData(columns: Columns, values: Values, name: string): Data<Struct> {
  const structs = values.map((value) => (isNull(value) ? undefined : isStruct(value) ? value : misfit(value, name)));
  const children = Object.entries(columns).map(([field, type]) =>
    dataOf(
      type,
      structs.map((one) => one?.[field]),
      `${name}.${field}`,
    ),
  );
  return makeData({ type: structOf(columns), ...presence(values), children });
}

function dataOf(type: ColumnType, values: Values, name: string): Data {
  if (type === "string") return textData(values, name);
  if (type === "double") return doubleData(values, name);
  if (type === "int64") return integerData(values, name);
  return "list" in type ? listData(type.list, values, name) : structData(type.struct, values, name);
}

/**
 * Rows as an Arrow stream (IPC) of one batch with exactly these columns, whatever the values: equal rows give equal bytes.
 * Throws if a value does not fit its column. Text is at most 2^31 bytes a column.
 */
export function arrowBatch(columns: Columns, rows: readonly ColumnValues[]): Uint8Array {
  const data = structData(columns, rows, "row");
  const batch = new RecordBatch(new Schema(data.type.children), data);
  return RecordBatchStreamWriter.writeAll([batch]).toUint8Array(true);
}
