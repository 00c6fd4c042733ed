import { permutationsOf, PRIME } from "./constants.ts";
import { simplifiedWords } from "./simplifyText.ts";
import { xxhash64 } from "./xxhash64.ts";

/** Words of a shingle: datatrove's `n_grams`. */
const NGRAM = 5;
const MASK = (1n << 64n) - 1n;

/** `datatroveSignature`, step by step and slowly: what it must give. */
export function plainDatatroveSignature(text: string, hashes: number): BigUint64Array | undefined {
  const words = simplifiedWords(text);
  const grams = words.slice(NGRAM - 1).map((_, first) => words.slice(first, first + NGRAM).join(" "));
  if (grams.length === 0) return undefined;
  const hashed = [...new Set(grams)].map((gram) => xxhash64(new TextEncoder().encode(gram)));
  const { multipliers, summands } = permutationsOf(hashes);
  return multipliers.map((multiplier, index) => {
    const summand = summands[index] ?? 0n;
    return hashed
      .map((hash) => ((hash * multiplier + summand) & MASK) % PRIME)
      .reduce((least, value) => (value < least ? value : least));
  });
}
