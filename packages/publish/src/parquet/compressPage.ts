import { encodeStruct, int, type Fields, struct } from "./thrift.ts";

/** Of zstd: texts in a hundred languages become an eighth smaller than with the first, in two fifths more time. */
const LEVEL = 3;

export type Compress = (bytes: Uint8Array) => Uint8Array;

/** zstd as WebAssembly, so that the bytes are the same everywhere. Loaded when it is needed. */
export async function zstd(): Promise<Compress> {
  const { compress, isLoaded } = await import("@foxglove/wasm-zstd");
  await isLoaded;
  return (bytes) => compress(bytes, LEVEL);
}

/** A page as it is in the file. */
export interface Page {
  readonly header: Uint8Array;
  readonly body: Uint8Array;
  /** Bytes in the file, and what they would be if they were not compressed. */
  readonly bytes: number;
  readonly plainBytes: number;
}

function page(compress: Compress, plain: Uint8Array, type: number, head: Fields[number]): Page {
  const body = compress(plain);
  const header = encodeStruct([1, int(type)], [2, int(plain.byteLength)], [3, int(body.byteLength)], head);
  const { byteLength } = header;
  return { header, body, bytes: byteLength + body.byteLength, plainBytes: byteLength + plain.byteLength };
}

/** Numbers that Parquet gives to encodings. */
export const ENCODING = { plain: 0, hybrid: 3, dictionary: 8 } as const;

/** A page of `slots` values and missing ones: repetition levels, definition levels, values. */
export function dataPage(compress: Compress, plain: Uint8Array, slots: number, encoding: number): Page {
  const levels = int(ENCODING.hybrid);
  return page(compress, plain, 0, [5, struct([1, int(slots)], [2, int(encoding)], [3, levels], [4, levels])]);
}

export function dictionaryPage(compress: Compress, plain: Uint8Array, values: number): Page {
  return page(compress, plain, 2, [7, struct([1, int(values)], [2, int(ENCODING.plain)])]);
}
