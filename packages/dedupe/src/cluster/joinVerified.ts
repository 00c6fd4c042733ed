import { containment, isPartOf, sizeOf } from "./containment.ts";
import { Holders } from "./holders.ts";
import { Postings } from "./postings.ts";
import type { Rarity } from "./rarity.ts";
import { UnionFind } from "./unionFind.ts";

/** Hashes by which texts meet: the least of each sketch. */
const ANCHORS = 128;

/** Most texts of one anchor that another is compared with. */
const BUCKET_BOUND = 64;

/** Anchors two texts must share before they are compared: one alone is chance too often. */
const FEWEST_SHARED = 3;

/**
 * Long texts of one language share many shingles by chance, so that half of the smaller must be in the larger if that
 * has some 8,000 different shingles or more, which is ten pages. Measured on classical Arabic works: others of one
 * genre are joined at 0.3 and are not at 0.45, where all editions of one work still are.
 */
const LONG_SIMILARITY = 0.5;
export const LONG_SHINGLES = 8192;

const isLong = (sketch: Uint32Array): boolean => sizeOf(sketch) > LONG_SHINGLES;

const needed = (a: Uint32Array, b: Uint32Array, similarity: number): number =>
  isLong(a) || isLong(b) ? Math.max(similarity, LONG_SIMILARITY) : similarity;

export interface Joined {
  /** Texts that are copies of one another. */
  readonly sets: UnionFind;
  /** Of each text the larger one that holds most of it, if there is one in another set; see `Holders`. */
  readonly holders: Holders;
  /** Anchors that more than 64 texts have. */
  readonly fullBuckets: number;
}

/**
 * Joins texts of like length of which one holds at least `similarity` of the other (`containment`), long ones half. Of
 * a text that is a small part of the other only that is remembered: two books with one chapter in common are not one.
 * Candidates are texts that share three of their 128 least hashes; each pair is compared at most once, and not if both
 * are in one set already.
 *
 * Of an anchor that more than 64 texts have, the first 64 are compared with the others. So the work grows with texts
 * x anchors x 64 even if one bucket holds everything; texts left out there must meet in another anchor. The order of
 * `sketches` matters only then, and must come from the content. Memory: 1 kB a text beside the sketches.
 */
export function joinVerified(sketches: readonly Uint32Array[], rarity: Rarity, similarity: number): Joined {
  const sets = new UnionFind(sketches.length);
  const anchors = new Postings(sketches, ANCHORS);
  const holders = new Holders(sketches);
  const shared = new Uint16Array(sketches.length);
  sketches.forEach((sketch, place) => {
    const met: number[] = [];
    for (const anchor of sketch.subarray(0, ANCHORS)) {
      let seen = 0;
      anchors.visit(anchor, (other) => {
        if (other >= place || seen >= BUCKET_BOUND) return false;
        seen += 1;
        if (shared[other] === 0) met.push(other);
        shared[other] = (shared[other] ?? 0) + 1;
        return true;
      });
    }
    for (const other of met) {
      const enough = (shared[other] ?? 0) >= FEWEST_SHARED;
      shared[other] = 0;
      const sketchOther = sketches[other];
      if (!enough || sketchOther === undefined || sets.find(other) === sets.find(place)) continue;
      const share = containment(sketch, sketchOther, rarity);
      if (share < needed(sketch, sketchOther, similarity)) continue;
      if (isPartOf(sketch, sketchOther)) holders.add(place, other, share);
      else if (isPartOf(sketchOther, sketch)) holders.add(other, place, share);
      else sets.union(other, place);
    }
  });
  return { sets, holders, fullBuckets: anchors.moreThan(BUCKET_BOUND) };
}
