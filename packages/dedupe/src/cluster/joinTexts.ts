import { CLEARLY_WORSE } from "./best.ts";
import { isPartOf } from "./containment.ts";
import { Families } from "./families.ts";
import type { Input } from "./files.ts";
import { Holders } from "./holders.ts";
import { firstTexts, type SegmentInput } from "./segment.ts";
import { INDEX_WIDTH } from "./sketches.ts";
import { UnionFind } from "./unionFind.ts";
import { EDGE_WIDTH, LONG_SHINGLES, shareOf } from "./verify.ts";
import { numberBlocks } from "./words.ts";

/**
 * Joins texts of like length that are copies of one another (`verify`). Of a text that is a small part of another only
 * that is remembered: two books with one chapter in common are not one. Edges are read three times; their order does not
 * matter. Memory: 40 bytes a text.
 */
export async function joinTexts(segments: readonly SegmentInput[], edges: readonly Input[]): Promise<Families> {
  const count = firstTexts(segments).at(-1) ?? 0;
  const sizes = new Uint32Array(count);
  const qualities = new Float32Array(count);
  let text = 0;
  for (const segment of segments) {
    for await (const block of numberBlocks(segment.index.stream(), INDEX_WIDTH)) {
      for (let at = 0; at < block.length; at += INDEX_WIDTH) {
        sizes[text] = block[at + 1] ?? 0;
        qualities[text] = shareOf(block[at + 3] ?? 0);
        text += 1;
      }
    }
  }
  const sets = new UnionFind(count);
  const isPart = (a: number, b: number): boolean => isPartOf(sizes[a] ?? 0, sizes[b] ?? 0);
  for await (const { a, b } of allEdges(edges)) if (!isPart(a, b) && !isPart(b, a)) sets.union(a, b);
  const holders = new Holders(sizes);
  for await (const { a, b, share } of allEdges(edges)) {
    if (sets.find(a) === sets.find(b)) continue;
    if (isPart(a, b)) holders.add(a, b, share);
    else if (isPart(b, a)) holders.add(b, a, share);
  }
  joinNoise(sets, holders, qualities);
  return new Families(count, sets, holders);
}

interface Edge {
  readonly a: number;
  readonly b: number;
  readonly share: number;
}

async function* allEdges(inputs: readonly Input[]): AsyncGenerator<Edge> {
  for (const input of inputs) {
    for await (const block of numberBlocks(input.stream(), EDGE_WIDTH)) {
      for (let at = 0; at < block.length; at += EDGE_WIDTH)
        yield { a: block[at] ?? 0, b: block[at + 1] ?? 0, share: shareOf(block[at + 2] ?? 0) };
    }
  }
}

/**
 * A reading so bad that noise makes it longer does not hold the better one as a part. It is its copy, unless it is
 * longer than ten pages: no such text is given up for a part of it.
 */
function joinNoise(sets: UnionFind, holders: Holders, qualities: Float32Array): void {
  for (let part = 0; part < qualities.length; part += 1) {
    const whole = holders.of(part);
    if (whole === undefined || holders.size(whole) > LONG_SHINGLES) continue;
    if ((qualities[whole] ?? 0) < (qualities[part] ?? 0) - CLEARLY_WORSE) sets.union(whole, part);
  }
}
