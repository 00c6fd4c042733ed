import { UnionFind } from "../cluster/unionFind.ts";
import type { DatatroveConfig } from "./datatroveSignature.ts";

/**
 * Clusters as datatrove's stages 2 and 3 make them: texts that share a whole bucket of their signatures are one, and so
 * are those that texts connect. For each signature the index of the first of its cluster. Texts without a signature are
 * alone.
 */
export function datatroveClusters(
  signatures: readonly (BigUint64Array | undefined)[],
  { buckets, hashesPerBucket }: DatatroveConfig,
): number[] {
  const sets = new UnionFind(signatures.length);
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const first = new Map<string, number>();
    signatures.forEach((signature, index) => {
      if (signature === undefined) return;
      const key = signature.subarray(bucket * hashesPerBucket, (bucket + 1) * hashesPerBucket).join(" ");
      const known = first.get(key);
      if (known === undefined) first.set(key, index);
      else sets.union(known, index);
    });
  }
  return signatures.map((_, index) => sets.find(index));
}
