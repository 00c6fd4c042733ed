/** Code to run before the instruction at an offset of a WebAssembly module, both in bytes. */
export interface Insertion {
  readonly at: number;
  readonly code: readonly number[];
}

const TABLE_SECTION = 4;
const CODE_SECTION = 10;
/** Of the magic number and the version. */
const HEADER = 8;

/**
 * A copy of a WebAssembly module with code inserted into its functions and room for `slots` more functions at the end of
 * its only table. Nothing is checked but that each insertion lies in a function: the engine validates the module when it
 * compiles it. Format: WebAssembly Core Specification 2.0, chapter 5. Throws `RangeError` for an insertion outside.
 */
export function insertCode(module: Uint8Array, insertions: readonly Insertion[], slots: number): Uint8Array {
  const parts: Uint8Array[] = [module.subarray(0, HEADER)];
  let inserted = 0;
  for (let at = HEADER; at < module.length;) {
    const [size, start] = readNumber(module, at + 1);
    const end = start + size;
    const id = module[at] ?? 0;
    if (id === TABLE_SECTION) {
      parts.push(section(id, widenedTable(module.subarray(start, end), slots)));
    } else if (id === CODE_SECTION) {
      const here = insertions.filter((each) => each.at >= start && each.at < end);
      inserted += here.length;
      parts.push(section(id, withInsertions(module, start, here)));
    } else parts.push(module.subarray(at, end));
    at = end;
  }
  if (inserted < insertions.length) throw new RangeError("an insertion lies outside of the module's code");
  return Buffer.concat(parts);
}

function section(id: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(id, ...unsigned(content.length)), content]);
}

/** The content of a table section with one table that has a limit. */
function widenedTable(content: Uint8Array, slots: number): Uint8Array {
  const [least, next] = readNumber(content, 3);
  const [most] = readNumber(content, next);
  return Uint8Array.of(...content.subarray(0, 3), ...unsigned(least + slots), ...unsigned(most + slots));
}

function withInsertions(module: Uint8Array, start: number, insertions: readonly Insertion[]): Uint8Array {
  const [count, first] = readNumber(module, start);
  const parts: Uint8Array[] = [module.subarray(start, first)];
  let at = first;
  for (let i = 0; i < count; i += 1) {
    const [size, body] = readNumber(module, at);
    const end = body + size;
    const here = insertions.filter((each) => each.at >= body && each.at < end).toSorted((a, b) => a.at - b.at);
    if (here.length === 0) parts.push(module.subarray(at, end));
    else {
      const added = here.reduce((sum, { code }) => sum + code.length, 0);
      parts.push(Uint8Array.from(unsigned(size + added)));
      let from = body;
      for (const each of here) {
        parts.push(module.subarray(from, each.at), Uint8Array.from(each.code));
        from = each.at;
      }
      parts.push(module.subarray(from, end));
    }
    at = end;
  }
  return Buffer.concat(parts);
}

/** An unsigned LEB128 number and the offset behind it. */
function readNumber(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let i = 0; ; i += 1) {
    const byte = bytes[at + i] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return [value, at + i + 1];
  }
}

function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}
