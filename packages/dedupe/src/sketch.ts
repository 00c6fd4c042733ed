/** Most hashes kept of a text: all of a page's, a fair sample of a book's. 8 kB a text. */
export const SKETCH_HASHES = 2048;

/** Shorter texts share too much by chance; they are only compared exactly. */
export const FEWEST_SHINGLES = 20;

/**
 * The 2048 least of some hashes, each once, in the order in which they first come. The hash decides what is kept, so that
 * two texts keep the same shingles of what they share, whatever their lengths (bottom-k sampling; Cohen and Kaplan
 * 2007). Undefined for fewer than 20 different ones.
 */
export function sketchOf(hashes: Uint32Array): Uint32Array | undefined {
  let [different, limit] = [0, -1];
  for (const hash of hashes.toSorted()) {
    if (hash === limit || different === SKETCH_HASHES) continue;
    different += 1;
    limit = hash;
  }
  if (different < FEWEST_SHINGLES) return undefined;
  return Uint32Array.from(new Set(hashes.filter((hash) => hash <= limit)));
}

/** Hashes in the order of the text as base64 of their numbers, four little-endian bytes each. */
export function encodeSketch(inOrder: Uint32Array): string {
  const bytes = Buffer.alloc(inOrder.length * 4);
  inOrder.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes.toString("base64");
}

export interface Sketch {
  /** Ascending. */
  readonly hashes: Uint32Array;
  /** Which one in the text each of them is, from 0. */
  readonly places: Uint16Array;
}

/** The sketch of `encodeSketch`; undefined if it is none: cut, too long or with a hash that comes again. */
export function decodeSketch(encoded: string): Sketch | undefined {
  const bytes = Buffer.from(encoded, "base64");
  const length = bytes.length / 4;
  if (!Number.isInteger(length) || length < FEWEST_SHINGLES || length > SKETCH_HASHES) return undefined;
  // Both in one number, of 43 bits: numbers alone are sorted many times as fast as by a function.
  const sorted = Float64Array.from(
    { length },
    (_, place) => bytes.readUInt32LE(place * 4) * SKETCH_HASHES + place,
  ).toSorted();
  const hashes = Uint32Array.from(sorted, (both) => Math.floor(both / SKETCH_HASHES));
  if (hashes.some((hash, at) => at > 0 && hash === hashes[at - 1])) return undefined;
  return { hashes, places: Uint16Array.from(sorted, (both) => both % SKETCH_HASHES) };
}

/** Hashes of a sample: enough for an estimate, and too few for the text to be put together again from them. */
const SAMPLE_HASHES = 128;

/** The least 128 hashes of an encoded sketch, ascending, encoded: what may be kept of a text that itself may not. */
export function sampleOf(encoded: string): string {
  const sketch = decodeSketch(encoded);
  return sketch === undefined ? "" : encodeSketch(sketch.hashes.subarray(0, SAMPLE_HASHES));
}

/**
 * The estimated Jaccard similarity, 0-1, of two texts by encoded sketches or samples, from the 128 least hashes of
 * both together (standard error at most 0.05); 0 if one is neither.
 */
export function similarityOf(a: string, b: string): number {
  const [left, right] = [a, b].map((encoded) => decodeSketch(encoded)?.hashes.subarray(0, SAMPLE_HASHES));
  if (left === undefined || right === undefined) return 0;
  const inLeft = new Set(left);
  const inRight = new Set(right);
  const least = Uint32Array.from(new Set([...left, ...right]))
    .toSorted()
    .subarray(0, SAMPLE_HASHES);
  return least.filter((hash) => inLeft.has(hash) && inRight.has(hash)).length / least.length;
}
