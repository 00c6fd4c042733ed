/** The bytes of numbers, four each, as this machine keeps them (little-endian wherever Node.js is built for). */
export function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** The numbers of bytes; a copy, because pieces of a stream begin anywhere. What is no whole number is left out. */
export function numbersOf(bytes: Uint8Array): Uint32Array {
  const numbers = new Uint32Array(bytes.length >>> 2);
  bytesOf(numbers).set(bytes.subarray(0, numbers.byteLength));
  return numbers;
}

/** A stream as numbers, in blocks of whole records of `width`. What is left over at the end is dropped. */
export async function* numberBlocks(pieces: AsyncIterable<Uint8Array>, width: number): AsyncGenerator<Uint32Array> {
  let rest = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = new Uint8Array(rest.length + piece.length);
    bytes.set(rest);
    bytes.set(piece, rest.length);
    const whole = bytes.length - (bytes.length % (4 * width));
    rest = bytes.slice(whole);
    if (whole > 0) yield numbersOf(bytes.subarray(0, whole));
  }
}

const PIECE_NUMBERS = 1 << 16;

/** Numbers in blocks of any length as bytes to be written, in pieces of a quarter megabyte. */
export async function* byteBlocks(blocks: Iterable<Uint32Array>): AsyncGenerator<Uint8Array> {
  let piece = new Uint32Array(PIECE_NUMBERS);
  let length = 0;
  for (const block of blocks) {
    if (length + block.length > piece.length) {
      yield bytesOf(piece.subarray(0, length));
      length = 0;
      if (block.length > piece.length) piece = new Uint32Array(block.length);
    }
    piece.set(block, length);
    length += block.length;
  }
  if (length > 0) yield bytesOf(piece.subarray(0, length));
}

/** All numbers of a stream. */
export async function allNumbers(pieces: AsyncIterable<Uint8Array>): Promise<Uint32Array> {
  const blocks: Uint32Array[] = [];
  let length = 0;
  for await (const block of numberBlocks(pieces, 1)) {
    blocks.push(block);
    length += block.length;
  }
  const all = new Uint32Array(length);
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}
