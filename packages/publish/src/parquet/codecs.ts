import type { ColumnValue } from "./columnType.ts";
import type { GrowingBytes } from "./growingBytes.ts";

/** The least or the greatest value, in Parquet's bytes. */
export interface Bound {
  readonly bytes: Uint8Array;
  /** False if it lies beyond all values, since it was shortened. */
  readonly exact: boolean;
}

export interface Bounds {
  readonly least: Bound;
  readonly greatest: Bound;
}

/** How values of one type are written and compared. */
export interface Codec<Value extends string | number> {
  /** The value as it is written, or undefined if it does not fit. */
  take(this: void, value: ColumnValue): Value | undefined;
  /** Bytes that it takes, exactly or at most. */
  size(value: Value): number;
  /** Writes it in the encoding PLAIN. */
  write(out: GrowingBytes, value: Value): void;
  /** The least and the greatest in Parquet's order; undefined if there is none. */
  bounds(values: readonly Value[]): Bounds | undefined;
}

/** Bounds of text are cut after so many bytes, as arrow-rs and parquet-java do. */
const BOUND_BYTES = 64;

/** UTF-16 puts characters beyond the basic plane before U+E000; code points, and so UTF-8, put them last. */
const inCodePointOrder = (unit: number): number =>
  unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit;

/** True if the UTF-8 of `a` comes before that of `b`. */
function isTextLess(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left !== right) return inCodePointOrder(left) < inCodePointOrder(right);
  }
  return a.length < b.length;
}

/** The longest beginning of whole characters within the limit. */
function beginning(text: string): string[] {
  const characters: string[] = [];
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > BOUND_BYTES) break;
    characters.push(character);
  }
  return characters;
}

const fits = (text: string): boolean => text.length <= BOUND_BYTES && Buffer.byteLength(text) <= BOUND_BYTES;

function lowerText(value: string): Bound {
  const exact = fits(value);
  return { bytes: Buffer.from(exact ? value : beginning(value).join("")), exact };
}

function upperText(value: string): Bound {
  if (fits(value)) return { bytes: Buffer.from(value), exact: true };
  const characters = beginning(value);
  // The last character that has a next one becomes that, and what follows it goes.
  for (let last = characters.pop(); last !== undefined; last = characters.pop()) {
    const next = (last.codePointAt(0) ?? 0) + 1;
    if (next > 0x10_ffff) continue;
    characters.push(String.fromCodePoint(next === 0xd800 ? 0xe000 : next));
    return { bytes: Buffer.from(characters.join("")), exact: false };
  }
  return { bytes: Buffer.from(value), exact: true };
}

const textCodec: Codec<string> = {
  // Half of a surrogate pair is no character, and UTF-8 cannot hold it.
  take: (value) => (typeof value === "string" ? value.toWellFormed() : undefined),
  size: (value) => 4 + Buffer.byteLength(value),
  write: (out, value) => out.text(value),
  bounds(values) {
    const [first] = values;
    if (first === undefined) return undefined;
    let [least, greatest] = [first, first];
    for (const value of values) {
      if (isTextLess(value, least)) least = value;
      else if (isTextLess(greatest, value)) greatest = value;
    }
    return { least: lowerText(least), greatest: upperText(greatest) };
  },
};

/** The least and the greatest number, each in eight bytes. */
function numberBounds(
  values: readonly number[],
  write: (view: DataView, value: number, upper: boolean) => void,
): Bounds | undefined {
  if (values.length === 0) return undefined;
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const bound = (value: number, upper: boolean): Bound => {
    const bytes = new Uint8Array(8);
    write(new DataView(bytes.buffer), value, upper);
    return { bytes, exact: true };
  };
  return { least: bound(least, false), greatest: bound(greatest, true) };
}

const doubleCodec: Codec<number> = {
  // NaN has no place in any order, and a dictionary knows one zero only.
  take: (value) => (typeof value !== "number" || Number.isNaN(value) ? undefined : value === 0 ? 0 : value),
  size: () => 8,
  write: (out, value) => out.float64(value),
  // By Parquet's rule a least value of zero is written as -0.
  bounds: (values) =>
    numberBounds(values, (view, value, upper) => view.setFloat64(0, value === 0 && !upper ? -0 : value, true)),
};

const integerCodec: Codec<number> = {
  take: (value) => (typeof value === "number" && Number.isSafeInteger(value) ? value : undefined),
  size: () => 8,
  write: (out, value) => out.int64(value),
  bounds: (values) => numberBounds(values, (view, value) => view.setBigInt64(0, BigInt(value), true)),
};

export const CODECS = { string: textCodec, double: doubleCodec, int64: integerCodec } as const;
