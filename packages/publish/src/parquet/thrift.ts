/** A value of Thrift's compact protocol, in which Parquet writes everything but the data. */
export type Thrift =
  | { readonly kind: "int"; readonly bits: 32 | 64; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "binary"; readonly value: string | Uint8Array }
  | { readonly kind: "list"; readonly of: Thrift["kind"]; readonly values: readonly Thrift[] }
  | { readonly kind: "struct"; readonly fields: Fields };

/** Fields of a struct by number, in ascending order; those that are undefined are left out. */
export type Fields = readonly (readonly [id: number, value: Thrift | undefined])[];

export const int = (value: number): Thrift => ({ kind: "int", bits: 32, value });
export const long = (value: number): Thrift => ({ kind: "int", bits: 64, value });
export const boolean = (value: boolean): Thrift => ({ kind: "boolean", value });
export const binary = (value: string | Uint8Array): Thrift => ({ kind: "binary", value });
export const struct = (...fields: Fields): Thrift => ({ kind: "struct", fields });
/** A list of values of one kind, all of them 32 or all of them 64 bits wide if they are integers. */
export const list = (of: Thrift["kind"], values: readonly Thrift[]): Thrift => ({ kind: "list", of, values });

function typeOf(value: Thrift): number {
  if (value.kind === "int") return value.bits === 32 ? 5 : 6;
  // The type of a boolean field says which it is.
  if (value.kind === "boolean") return value.value ? 1 : 2;
  return { binary: 8, list: 9, struct: 12 }[value.kind];
}

/** Seven bits a byte, the lowest first. `value` is a natural number up to 2^53. */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  bytes.push(rest);
  return bytes;
}

/** Signed numbers up to 2^52: those near zero are short, whatever their sign. */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

function push(out: number[], bytes: Iterable<number>): void {
  for (const byte of bytes) out.push(byte);
}

function write(out: number[], value: Thrift): void {
  if (value.kind === "int") push(out, varint(zigzag(value.value)));
  else if (value.kind === "boolean") out.push(value.value ? 1 : 2);
  else if (value.kind === "binary") {
    const bytes = typeof value.value === "string" ? Buffer.from(value.value) : value.value;
    push(out, varint(bytes.byteLength));
    push(out, bytes);
  } else if (value.kind === "list") {
    const [first] = value.values;
    const type = first === undefined || value.of === "boolean" ? typeOf(boolean(true)) : typeOf(first);
    const { length } = value.values;
    if (length < 15) out.push(length * 16 + type);
    else push(out, [0xf0 + type, ...varint(length)]);
    for (const one of value.values) write(out, one);
  } else writeFields(out, value.fields);
}

function writeFields(out: number[], fields: Fields): void {
  let last = 0;
  for (const [id, value] of fields) {
    if (value === undefined) continue;
    const type = typeOf(value);
    if (id - last <= 15) out.push((id - last) * 16 + type);
    else push(out, [type, ...varint(zigzag(id))]);
    if (value.kind !== "boolean") write(out, value);
    last = id;
  }
  out.push(0);
}

/** A struct in Thrift's compact protocol. https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
export function encodeStruct(...fields: Fields): Uint8Array {
  const out: number[] = [];
  writeFields(out, fields);
  return Uint8Array.from(out);
}
