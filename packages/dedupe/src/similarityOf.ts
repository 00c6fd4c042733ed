import { decodeSignature, HASHES } from "./minhash.ts";

/** The estimated Jaccard similarity, 0-1, of two texts by their encoded signatures; 0 if one is no signature. */
export function similarityOf(a: string, b: string): number {
  const numbers = new Uint32Array(2 * HASHES);
  if (!decodeSignature(a, numbers, 0) || !decodeSignature(b, numbers, HASHES)) return 0;
  let same = 0;
  for (let index = 0; index < HASHES; index += 1) same += Number(numbers[index] === numbers[HASHES + index]);
  return same / HASHES;
}
