import type { Sketch } from "../sketch.ts";
import { placeAfter, reach } from "./containment.ts";

/** Shingles within which others must be found in both texts, in the same order: about a line. */
const WINDOW = 64;

/** So many others. One passage of nine letters has them; five shingles that are common by chance stand in no order. */
const OTHERS = 4;

/** By how much the distance of two shingles may differ in the two texts: each misread letter may add or take some. */
const DRIFT = 8;

/**
 * Of two readings of one text, however bad, nearly all of one stands in the other, and half of the longer one, of which
 * less would be a part. Measured on the sets of `malmoi eval dedupe`: with .6 to .85 the same pairs of readings are found,
 * with .9 fewer; letters with a head in common are told apart the better the more is asked for.
 */
export const LEAST_SAME = 0.85;
export const LEAST_STANDING = 0.5;

/** Whether two texts are one, by the shares of each that stand in the other. */
export const areCopies = (ofA: number, ofB: number): boolean =>
  Math.max(ofA, ofB) >= LEAST_SAME && Math.min(ofA, ofB) >= LEAST_STANDING;

/**
 * Which share of each of two texts stands in the other, 0-1: of shingles that are near some that both have in the same
 * order. Noise is spread over a text, so that something is left in each line, of which others are then covered too, though
 * two readings share a twentieth of their shingles only. A passage that one of them lacks is not covered at all.
 * Sketches are compared up to where both are complete.
 */
export function coverage(a: Sketch, b: Sketch): readonly [number, number] {
  const end = Math.min(reach(a.hashes), reach(b.hashes));
  const orderA = orderUpTo(a, end);
  const orderB = orderUpTo(b, end);
  // Of a page in a book only some shingles are in the sample of the book: too few to tell where they stand.
  if (end < 0xffff_ffff && Math.min(orderA.length, orderB.length) < WINDOW) return [1, 1];
  const partners = new Int32Array(orderA.length).fill(-1);
  let shared = 0;
  for (let left = 0, right = 0; left < orderA.length && right < orderB.length;) {
    const [fromA, fromB] = [a.hashes[left] ?? 0, b.hashes[right] ?? 0];
    if (fromA === fromB) {
      partners[orderA[left] ?? 0] = orderB[right] ?? 0;
      shared += 1;
    }
    if (fromA <= fromB) left += 1;
    if (fromB <= fromA) right += 1;
  }
  const places = new Uint16Array(shared);
  let length = 0;
  for (let place = 0; place < partners.length; place += 1) if ((partners[place] ?? -1) >= 0) places[length++] = place;
  const [inA, inB] = [new Uint8Array(orderA.length), new Uint8Array(orderB.length)];
  const found = new Uint16Array(OTHERS + 1);
  for (let first = 0; first < length; first += 1) {
    const place = places[first] ?? 0;
    const partner = partners[place] ?? 0;
    let others = 0;
    found[0] = place;
    for (let next = first + 1; next < length && others < OTHERS; next += 1) {
      const ahead = (places[next] ?? 0) - place;
      if (ahead > WINDOW) break;
      if (Math.abs((partners[place + ahead] ?? 0) - partner - ahead) <= DRIFT) found[++others] = place + ahead;
    }
    if (others < OTHERS) continue;
    for (const each of found) {
      inA[each] = 1;
      inB[partners[each] ?? 0] = 1;
    }
  }
  return [shareNear(inA), shareNear(inB)];
}

/** Which one in the text each hash that is not above `end` is, among those. */
function orderUpTo({ hashes, places }: Sketch, end: number): Uint16Array {
  const count = placeAfter(hashes, end);
  if (count === hashes.length) return places;
  const before = new Uint16Array(hashes.length + 1);
  for (let at = 0; at < count; at += 1) before[(places[at] ?? 0) + 1] = 1;
  for (let place = 0; place < hashes.length; place += 1)
    before[place + 1] = (before[place + 1] ?? 0) + (before[place] ?? 0);
  return Uint16Array.from({ length: count }, (_, at) => before[places[at] ?? 0] ?? 0);
}

/** The share of places not further than half a window from one that is marked. */
function shareNear(marked: Uint8Array): number {
  let covered = 0;
  let from = 0;
  for (let place = 0; place < marked.length; place += 1) {
    if (marked[place] !== 1) continue;
    from = Math.max(from, place - WINDOW / 2);
    const to = Math.min(marked.length, place + WINDOW / 2 + 1);
    covered += to - from;
    from = to;
  }
  return marked.length === 0 ? 0 : covered / marked.length;
}
