/** Most hashes kept of a text: all of a page's, a fair sample of a book's. 8 kB a text. */
export const SKETCH_HASHES = 2048;

/** Shorter texts share too much by chance; they are only compared exactly. */
export const FEWEST_SHINGLES = 20;

/**
 * The sketch of a set of hashes, ascending: its 2048 least. The hash decides what is kept, so that two texts keep the
 * same shingles of what they share, whatever their lengths (bottom-k sampling; Cohen and Kaplan 2007). Undefined for
 * sets with fewer than 20 members.
 */
export function sketchOf(hashes: Uint32Array): Uint32Array | undefined {
  return hashes.length < FEWEST_SHINGLES ? undefined : hashes.slice(0, SKETCH_HASHES);
}

/** A sketch as base64 of its numbers, four little-endian bytes each. */
export function encodeSketch(sketch: Uint32Array): string {
  const bytes = Buffer.alloc(sketch.length * 4);
  sketch.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes.toString("base64");
}

/** The sketch of `encodeSketch`; undefined if it is none: cut, too long or not ascending. */
export function decodeSketch(encoded: string): Uint32Array | undefined {
  const bytes = Buffer.from(encoded, "base64");
  const length = bytes.length / 4;
  if (!Number.isInteger(length) || length < FEWEST_SHINGLES || length > SKETCH_HASHES) return undefined;
  const sketch = new Uint32Array(length);
  for (let index = 0; index < length; index += 1) {
    const value = bytes.readUInt32LE(index * 4);
    if (index > 0 && value <= (sketch[index - 1] ?? 0)) return undefined;
    sketch[index] = value;
  }
  return sketch;
}

/** Hashes of a sample: enough for an estimate, and too few for the text to be put together again from them. */
const SAMPLE_HASHES = 128;

/** The least 128 hashes of an encoded sketch, encoded: what may be kept of a text that itself may not. */
export function sampleOf(encoded: string): string {
  const sketch = decodeSketch(encoded);
  return sketch === undefined ? "" : encodeSketch(sketch.subarray(0, SAMPLE_HASHES));
}

/**
 * The estimated Jaccard similarity, 0-1, of two texts by encoded sketches or samples, from the 128 least hashes of
 * both together (standard error at most 0.05); 0 if one is neither.
 */
export function similarityOf(a: string, b: string): number {
  const [left, right] = [a, b].map((encoded) => decodeSketch(encoded)?.subarray(0, SAMPLE_HASHES));
  if (left === undefined || right === undefined) return 0;
  const inLeft = new Set(left);
  const inRight = new Set(right);
  const least = Uint32Array.from(new Set([...left, ...right]))
    .toSorted()
    .subarray(0, SAMPLE_HASHES);
  return least.filter((hash) => inLeft.has(hash) && inRight.has(hash)).length / least.length;
}
