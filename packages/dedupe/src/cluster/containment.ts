import { SKETCH_HASHES } from "../sketch.ts";
import type { Rarity } from "./rarity.ts";

/** Up to which hash a sketch has all of its text. */
export const reach = (sketch: Uint32Array): number =>
  sketch.length < SKETCH_HASHES ? 0xffff_ffff : (sketch[sketch.length - 1] ?? 0);

/** How many different shingles the text has. Hashes are spread evenly: the last of a full sketch tells. */
export function sizeOf(sketch: Uint32Array): number {
  return sketch.length < SKETCH_HASHES
    ? sketch.length
    : Math.round((SKETCH_HASHES * 2 ** 32) / (1 + (sketch[SKETCH_HASHES - 1] ?? 0)));
}

/** A text of less than this of another is a part of it, if it is in it at all; otherwise both are copies. */
const LARGEST_PART = 0.5;

/** Whether a text of `a` different shingles, of which much is in one of `b`, is a part of it and not a copy. */
export const isPartOf = (a: number, b: number): boolean => a < LARGEST_PART * b;

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
  const stopA = placeAfter(a, end);
  const stopB = placeAfter(b, end);
  while (left < stopA && right < stopB) {
    const [fromA, fromB] = [a[left] ?? 0, b[right] ?? 0];
    if (fromA < fromB) {
      weightA += rarity.of(fromA);
      left += 1;
    } else if (fromB < fromA) {
      weightB += rarity.of(fromB);
      right += 1;
    } else {
      shared += rarity.of(fromA);
      left += 1;
      right += 1;
    }
  }
  for (; left < stopA; left += 1) weightA += rarity.of(a[left] ?? 0);
  for (; right < stopB; right += 1) weightB += rarity.of(b[right] ?? 0);
  const least = shared + Math.min(weightA, weightB);
  return least === 0 ? 0 : shared / least;
}

/**
 * The same without weights, and many times as fast, since nothing is looked up. What texts share by chance is common and
 * weighs little: this is more than `containment` then.
 */
export function plainContainment(a: Uint32Array, b: Uint32Array): number {
  const end = Math.min(reach(a), reach(b));
  const stopA = placeAfter(a, end);
  const stopB = placeAfter(b, end);
  let left = 0;
  let right = 0;
  let shared = 0;
  while (left < stopA && right < stopB) {
    const fromA = a[left] ?? 0;
    const fromB = b[right] ?? 0;
    if (fromA === fromB) shared += 1;
    if (fromA <= fromB) left += 1;
    if (fromB <= fromA) right += 1;
  }
  return shared === 0 ? 0 : shared / Math.min(stopA, stopB);
}

/** How many hashes are not above `end`. */
export function placeAfter(sketch: Uint32Array, end: number): number {
  let length = sketch.length;
  while (length > 0 && (sketch[length - 1] ?? 0) > end) length -= 1;
  return length;
}
