import type { GrowingBytes } from "./growingBytes.ts";
import { varint } from "./thrift.ts";

/** A run of equal values shorter than this is not worth a header of its own. */
const SHORTEST_RUN = 8;

/** Values of `width` bits, the lowest bits first, in groups of eight; the last group is filled up with zeros. */
function packBits(out: GrowingBytes, values: ArrayLike<number>, from: number, to: number, width: number): void {
  const groups = Math.ceil((to - from) / 8);
  out.bytes(varint(groups * 2 + 1));
  let bits = 0;
  let held = 0;
  for (let at = from; at < from + groups * 8; at += 1) {
    bits |= (at < to ? (values[at] ?? 0) : 0) << held;
    held += width;
    for (; held >= 8; held -= 8) {
      out.byte(bits & 255);
      bits >>>= 8;
    }
  }
}

/**
 * Small natural numbers (levels, places in a dictionary) as runs of equal values and groups of packed bits, as Parquet
 * has them. `width` is 1 to 16 bits. https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 */
export function writeHybrid(out: GrowingBytes, values: ArrayLike<number>, width: number): void {
  const { length } = values;
  let packedFrom = 0;
  let at = 0;
  while (at < length) {
    let end = at + 1;
    while (end < length && values[end] === values[at]) end += 1;
    // Packed groups before a run are filled up from it.
    const start = at + ((8 - ((at - packedFrom) % 8)) % 8);
    if (end - start >= SHORTEST_RUN) {
      if (start > packedFrom) packBits(out, values, packedFrom, start, width);
      const value = values[at] ?? 0;
      out.bytes(varint((end - start) * 2));
      for (let bits = 0; bits < width; bits += 8) out.byte((value >>> bits) & 255);
      packedFrom = end;
    }
    at = end;
  }
  if (length > packedFrom) packBits(out, values, packedFrom, length, width);
}
