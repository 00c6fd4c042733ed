import { BANDS, ROWS } from "../minhash.ts";
import type { Signatures } from "./signatures.ts";
import { UnionFind } from "./unionFind.ts";

/** Most comparisons of one text inside one bucket. */
export const LEADERS = 8;

/**
 * Joins texts that are similar: texts meet in the buckets of 20 bands, and those whose estimated similarity is at
 * least `similarity` are joined. Sets grow by chains: each member is that similar to some other member, not to all.
 *
 * In a bucket a text is compared with its leaders only: the first eight texts that were joined with no leader before
 * them. So the work grows with texts x bands x 8, even if one bucket holds everything; the price is that the ninth
 * unlike text of a bucket, and those like it, must meet in another band.
 *
 * `order` lists the signatures; the result depends on it, so it must come from the content. Memory: 16 bytes a text
 * beside the signatures, whatever the number of bands, since one band is done after the other.
 */
export function joinSimilar(signatures: Signatures, order: Uint32Array, similarity: number): UnionFind {
  const sets = new UnionFind(order.length);
  const keys = new Float64Array(order.length);
  const places = new Uint32Array(order.length);
  for (let band = 0; band < BANDS; band += 1) {
    for (let place = 0; place < order.length; place += 1) {
      keys[place] = signatures.key(order[place] ?? 0, band * ROWS, ROWS);
      places[place] = place;
    }
    places.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
    for (let from = 0; from < places.length;) {
      const key = keys[places[from] ?? 0];
      let to = from + 1;
      while (to < places.length && keys[places[to] ?? 0] === key) to += 1;
      if (to - from > 1) joinBucket(places.subarray(from, to), signatures, order, similarity, sets);
      from = to;
    }
  }
  return sets;
}

function joinBucket(
  bucket: Uint32Array,
  signatures: Signatures,
  order: Uint32Array,
  similarity: number,
  sets: UnionFind,
): void {
  const leaders: number[] = [];
  for (const place of bucket) {
    let joined = false;
    for (const leader of leaders) {
      if (sets.find(leader) === sets.find(place)) joined = true;
      else if (signatures.similarity(order[leader] ?? 0, order[place] ?? 0) >= similarity) {
        sets.union(leader, place);
        joined = true;
      }
    }
    if (!joined && leaders.length < LEADERS) leaders.push(place);
  }
}
