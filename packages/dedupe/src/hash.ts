/** Last step of MurmurHash3: a bijection of 32-bit numbers in which every bit depends on every other. */
export function mix32(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * MurmurHash3 (x86, 32 bit) of `length` 32-bit words of an array, each as four little-endian bytes. 0 to 2^32 - 1.
 */
export function murmur32(words: Uint32Array, start: number, length: number, seed: number): number {
  let hash = seed;
  for (let at = start; at < start + length; at += 1) {
    let word = Math.imul(words[at] ?? 0, 0xcc9e_2d51);
    word = Math.imul((word << 15) | (word >>> 17), 0x1b87_3593);
    hash ^= word;
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe654_6b64;
  }
  return mix32(hash ^ (length * 4));
}
