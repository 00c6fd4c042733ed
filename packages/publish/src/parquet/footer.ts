import type { Bounds } from "./codecs.ts";
import type { Columns } from "./columnType.ts";
import type { Chunk, PageFacts } from "./columnWriter.ts";
import { ENCODING } from "./compressPage.ts";
import { leavesOf, PHYSICAL, schemaElements } from "./leaves.ts";
import { binary, boolean, encodeStruct, int, list, long, struct, type Thrift } from "./thrift.ts";

/** Which Parquet has for zstd. */
const ZSTD = 6;
/** Readers of old files need to know who wrote them: this form they can take apart. */
const CREATED_BY = "malmoi version 1";

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The bounds of both; of equal ones that which is exact. */
function joined(a: Bounds, b: Bounds, compare: (a: Uint8Array, b: Uint8Array) => number): Bounds {
  const least = compare(a.least.bytes, b.least.bytes) || Number(b.least.exact) - Number(a.least.exact);
  const greatest = compare(b.greatest.bytes, a.greatest.bytes) || Number(b.greatest.exact) - Number(a.greatest.exact);
  return { least: least <= 0 ? a.least : b.least, greatest: greatest <= 0 ? a.greatest : b.greatest };
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Compares two bounds of a type. */
const COMPARE: Readonly<Record<Chunk["leaf"]["type"], (a: Uint8Array, b: Uint8Array) => number>> = {
  string: (a, b) => Buffer.compare(a, b),
  double: (a, b) => view(a).getFloat64(0, true) - view(b).getFloat64(0, true),
  int64: (a, b) => Number(view(a).getBigInt64(0, true) - view(b).getBigInt64(0, true)),
};

/** A chunk in its place: its share of the footer, and its two indexes. */
export interface PlacedChunk {
  readonly metadata: Thrift;
  readonly bytes: number;
  readonly plainBytes: number;
  readonly columnIndex: Uint8Array;
  readonly offsetIndex: Uint8Array;
}

/** Least and greatest value of each page, so that readers can leave pages out. */
function columnIndexOf({ leaf, pages }: Chunk): Uint8Array {
  const known = pages.flatMap(({ bounds }) => (bounds === undefined ? [] : [bounds]));
  const compare = COMPARE[leaf.type];
  const climbs = known.every(({ least, greatest }, at) => {
    const before = known[at - 1];
    return (
      before === undefined ||
      (compare(before.least.bytes, least.bytes) <= 0 && compare(before.greatest.bytes, greatest.bytes) <= 0)
    );
  });
  const nothing = new Uint8Array();
  return encodeStruct(
    [
      1,
      list(
        "boolean",
        pages.map(({ bounds }) => boolean(bounds === undefined)),
      ),
    ],
    [
      2,
      list(
        "binary",
        pages.map(({ bounds }) => binary(bounds?.least.bytes ?? nothing)),
      ),
    ],
    [
      3,
      list(
        "binary",
        pages.map(({ bounds }) => binary(bounds?.greatest.bytes ?? nothing)),
      ),
    ],
    [4, int(climbs ? 1 : 0)],
    [
      5,
      list(
        "int",
        pages.map(({ nulls }) => long(nulls)),
      ),
    ],
  );
}

/** Where each page is, and its first row in the group. */
function offsetIndexOf(pages: readonly PageFacts[], from: number): Uint8Array {
  let offset = from;
  let row = 0;
  const places = pages.map(({ bytes, rows }) => {
    const place = struct([1, long(offset)], [2, int(bytes)], [3, long(row)]);
    offset += bytes;
    row += rows;
    return place;
  });
  return encodeStruct([1, list("struct", places)]);
}

/** @param from where the chunk begins in the file */
export function placeChunk(chunk: Chunk, from: number): PlacedChunk {
  const { leaf, dictionary, pages } = chunk;
  const dataFrom = from + (dictionary?.bytes ?? 0);
  const bytes = (dictionary?.bytes ?? 0) + sum(pages.map((page) => page.bytes));
  const plainBytes = (dictionary?.plainBytes ?? 0) + sum(pages.map((page) => page.plainBytes));
  const known = pages.flatMap(({ bounds }) => (bounds === undefined ? [] : [bounds]));
  const compare = COMPARE[leaf.type];
  const [first, ...others] = known;
  const bounds = first === undefined ? undefined : others.reduce((a, b) => joined(a, b, compare), first);
  const statistics = struct(
    [3, long(sum(pages.map(({ nulls }) => nulls)))],
    [5, bounds && binary(bounds.greatest.bytes)],
    [6, bounds && binary(bounds.least.bytes)],
    [7, bounds && boolean(bounds.greatest.exact)],
    [8, bounds && boolean(bounds.least.exact)],
  );
  const encodings = [...new Set([ENCODING.plain, ENCODING.hybrid, ...pages.map(({ encoding }) => encoding)])];
  const metadata = struct(
    [1, int(PHYSICAL[leaf.type])],
    [2, list("int", encodings.map(int))],
    [3, list("binary", leaf.path.map(binary))],
    [4, int(ZSTD)],
    [5, long(sum(pages.map(({ slots }) => slots)))],
    [6, long(plainBytes)],
    [7, long(bytes)],
    [9, long(dataFrom)],
    [11, dictionary && long(from)],
    [12, statistics],
  );
  return {
    metadata,
    bytes,
    plainBytes,
    columnIndex: columnIndexOf(chunk),
    offsetIndex: offsetIndexOf(pages, dataFrom),
  };
}

export interface PlacedGroup {
  readonly rows: number;
  /** Where it begins in the file. */
  readonly from: number;
  readonly chunks: readonly PlacedChunk[];
}

/** The end of a file whose groups end at `at`: column indexes, offset indexes, what is where, and Parquet's last bytes. */
export function fileEnd(columns: Columns, groups: readonly PlacedGroup[], at: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let offset = at;
  const append = (bytes: Uint8Array): { offset: Thrift; length: Thrift } => {
    const place = { offset: long(offset), length: int(bytes.byteLength) };
    pieces.push(bytes);
    offset += bytes.byteLength;
    return place;
  };
  const chunks = groups.map((group) => group.chunks);
  const columnIndexes = chunks.map((all) => all.map(({ columnIndex }) => append(columnIndex)));
  const offsetIndexes = chunks.map((all) => all.map(({ offsetIndex }) => append(offsetIndex)));
  const rowGroups = groups.map(({ rows, from, chunks: all }, group) =>
    struct(
      [
        1,
        list(
          "struct",
          all.map(({ metadata }, number) =>
            struct(
              [2, long(0)],
              [3, metadata],
              [4, offsetIndexes[group]?.[number]?.offset],
              [5, offsetIndexes[group]?.[number]?.length],
              [6, columnIndexes[group]?.[number]?.offset],
              [7, columnIndexes[group]?.[number]?.length],
            ),
          ),
        ),
      ],
      [2, long(sum(all.map(({ plainBytes }) => plainBytes)))],
      [3, long(rows)],
      [5, long(from)],
      [6, long(sum(all.map(({ bytes }) => bytes)))],
    ),
  );
  const elements = schemaElements(columns);
  const order = struct([1, struct()]);
  const footer = encodeStruct(
    [1, int(1)],
    [2, list("struct", elements)],
    [3, long(sum(groups.map(({ rows }) => rows)))],
    [4, list("struct", rowGroups)],
    [6, binary(CREATED_BY)],
    [
      7,
      list(
        "struct",
        leavesOf(columns).map(() => order),
      ),
    ],
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.byteLength);
  return Buffer.concat([...pieces, footer, length, MAGIC]);
}

/** A Parquet file begins and ends with it. */
export const MAGIC = Buffer.from("PAR1");
