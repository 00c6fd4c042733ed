import { decodeSketch, SKETCH_HASHES } from "./sketch.ts";

const reach = (sketch: Uint32Array): number =>
  sketch.length < SKETCH_HASHES ? 0xffff_ffff : (sketch[sketch.length - 1] ?? 0);

/**
 * The Jaccard similarity, 0-1, of two texts by their encoded sketches, over the hashes up to where both are complete; 0
 * if one is no sketch.
 */
export function similarityOf(a: string, b: string): number {
  const [left, right] = [decodeSketch(a), decodeSketch(b)];
  if (left === undefined || right === undefined) return 0;
  const end = Math.min(reach(left), reach(right));
  const of = new Set(left.filter((hash) => hash <= end));
  const others = right.filter((hash) => hash <= end);
  const shared = others.filter((hash) => of.has(hash)).length;
  return shared / Math.max(1, of.size + others.length - shared);
}
