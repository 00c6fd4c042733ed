import { SKETCH_HASHES } from "../sketch.ts";
import type { Rarity } from "./rarity.ts";

const reach = (sketch: Uint32Array): number =>
  sketch.length < SKETCH_HASHES ? 0xffff_ffff : (sketch[sketch.length - 1] ?? 0);

/** How many different shingles the text has. Hashes are spread evenly: the last of a full sketch tells. */
export function sizeOf(sketch: Uint32Array): number {
  return sketch.length < SKETCH_HASHES
    ? sketch.length
    : Math.round((SKETCH_HASHES * 2 ** 32) / (1 + (sketch[SKETCH_HASHES - 1] ?? 0)));
}

/** A text of less than this of another is a part of it, if it is in it at all; otherwise both are copies. */
const LARGEST_PART = 0.5;

/** Whether `a`, of which much is in `b`, is a part of it and not a copy. */
export const isPartOf = (a: Uint32Array, b: Uint32Array): boolean => sizeOf(a) < LARGEST_PART * sizeOf(b);

/**
 * Which share of the smaller of two texts is in the other, 0-1, shingles weighted by rarity: 1 for a chapter and its
 * book. Sketches are compared up to where both are complete. The same both ways round.
 */
export function containment(a: Uint32Array, b: Uint32Array, rarity: Rarity): number {
  const end = Math.min(reach(a), reach(b));
  let left = 0;
  let right = 0;
  let weightA = 0;
  let weightB = 0;
  let shared = 0;
  for (;;) {
    const fromA = left < a.length ? (a[left] ?? 0) : Infinity;
    const fromB = right < b.length ? (b[right] ?? 0) : Infinity;
    const hash = fromA < fromB ? fromA : fromB;
    if (hash > end) break;
    const weight = rarity.of(hash);
    if (fromA === hash) {
      weightA += weight;
      left += 1;
    }
    if (fromB === hash) {
      weightB += weight;
      right += 1;
    }
    if (fromA === fromB) shared += weight;
  }
  const least = Math.min(weightA, weightB);
  return least === 0 ? 0 : shared / least;
}
