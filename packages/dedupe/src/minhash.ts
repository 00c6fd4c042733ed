import { mix32 } from "./hash.ts";

/**
 * 20 bands of 5 rows: two texts meet in some band with probability 1 - (1 - s^5)^20, which is a half at similarity
 * 0.51 and 0.99 at 0.73.
 */
export const BANDS = 20;
export const ROWS = 5;
export const HASHES = BANDS * ROWS;

/** Shorter texts share too much by chance for an estimate from samples; they are only compared exactly. */
export const FEWEST_SHINGLES = 20;

/** Constants of the permutations, from a counter through `mix32`: the same everywhere and for ever. */
const CONSTANTS = Uint32Array.from({ length: 2 * HASHES }, (_, index) => mix32(index * 0x9e37_79b9 + 1));

/**
 * The MinHash signature of a set of 32-bit hashes: for each of 100 permutations of the 32-bit numbers the least value
 * in the set. Two sets agree in a position with the probability of their Jaccard similarity. Undefined for sets with
 * fewer than 20 members.
 */
export function minhash(set: Uint32Array): Uint32Array | undefined {
  if (set.length < FEWEST_SHINGLES) return undefined;
  const signature = new Uint32Array(HASHES);
  for (let index = 0; index < HASHES; index += 1) {
    const flip = CONSTANTS[2 * index] ?? 0;
    // Odd, so that the multiplication is a permutation.
    const factor = (CONSTANTS[2 * index + 1] ?? 0) | 1;
    let least = 0xffff_ffff;
    for (const member of set) {
      const product = Math.imul(member ^ flip, factor);
      const value = (product ^ (product >>> 15)) >>> 0;
      if (value < least) least = value;
    }
    signature[index] = least;
  }
  return signature;
}

/** A signature as base64 of its numbers, four little-endian bytes each. */
export function encodeSignature(signature: Uint32Array): string {
  const bytes = Buffer.alloc(signature.length * 4);
  signature.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes.toString("base64");
}

/** Writes an encoded signature into `target` at `offset`; false if it is not one of 100 numbers. */
export function decodeSignature(encoded: string, target: Uint32Array, offset: number): boolean {
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.length !== HASHES * 4) return false;
  for (let index = 0; index < HASHES; index += 1) target[offset + index] = bytes.readUInt32LE(index * 4);
  return true;
}
