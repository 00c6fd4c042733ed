import type { Sketch } from "../sketch.ts";
import type { Output } from "./files.ts";
import { familySizes, FEWEST_MEMBERS } from "./profiles.ts";
import { firstTexts, type SegmentInput } from "./segment.ts";
import { sketchBatches } from "./sketches.ts";
import { bytesOf } from "./words.ts";

/** Shingles that a faint text must share with its family; those of several families count in parts. */
const FEWEST_MATCHES = 8;

/** How many times the evidence for the best family must be that for the next, each by the size of its profile; or... */
const LEAD = 2.5;

/**
 * ...so many times, if it is two standard deviations more, by which chance does not explain it: matches by chance are a
 * Poisson process. Of long texts little differences are sure too, and are those of their subjects.
 */
const SURE_LEAD = 2;
const DEVIATIONS = 2;

const leads = (best: number, next: number): boolean =>
  best >= LEAD * next || (best >= SURE_LEAD * next && best - next >= DEVIATIONS * Math.sqrt(best + next));

/** Other families that must share something with the text too: they show how much is chance in its language. */
const FEWEST_RIVALS = 8;

/**
 * In how many sixteenths of the text the evidence lies, at least, as a share of how many they would be if it were spread by
 * chance, each counted by how much lies in it (the inverse of Simpson's index): a formula that a text has in common with
 * a family lies in one or two.
 */
const PARTS = 16;
const LEAST_SPREAD = 0.45;

/** The first bits of a hash tell where to look for it: so many that few hashes are at one place. */
const MOST_BITS = 24;

/** Which families have a hash in their profiles. */
export class Profiles {
  readonly #hashes: Uint32Array;
  /** Places in `#tops`. */
  readonly #owners: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #shift: number;
  readonly #tops: Uint32Array;
  /** How much a match counts: by chance there are more with a large profile. */
  readonly #scales: Float64Array;
  readonly #scores: Float64Array;
  /** Records that were looked at: how much work it was. */
  looked = 0;

  /** `profiles` and `families`: see `writeProfiles`. */
  constructor(profiles: Uint32Array, families: Uint32Array) {
    const count = families.length / 2;
    this.#tops = Uint32Array.from({ length: count }, (_, at) => families[at * 2] ?? 0);
    const sizes = Float64Array.from({ length: count }, (_, at) => Math.max(1, families[at * 2 + 1] ?? 0));
    const median = sizes.toSorted()[count >> 1] ?? 1;
    this.#scales = sizes.map((size) => Math.min(1, median / size));
    this.#scores = new Float64Array(count);
    const length = profiles.length / 2;
    this.#hashes = Uint32Array.from({ length }, (_, at) => profiles[at * 2] ?? 0);
    this.#owners = Uint32Array.from({ length }, (_, at) => placeIn(this.#tops, profiles[at * 2 + 1] ?? 0, 0, count));
    const bits = Math.min(MOST_BITS, Math.max(1, Math.ceil(Math.log2(length + 1))));
    this.#shift = 32 - bits;
    this.#starts = new Uint32Array(2 ** bits + 1);
    let slot = 0;
    for (let at = 0; at < length; at += 1) {
      const first = (this.#hashes[at] ?? 0) >>> this.#shift;
      while (slot <= first) this.#starts[slot++] = at;
    }
    this.#starts.fill(length, slot);
  }

  /** The top of the family that explains the text, if one does and leads the next by far. */
  bestFor({ hashes, places }: Sketch): number | undefined {
    const met: number[] = [];
    for (const hash of hashes) {
      const [from, to] = this.#having(hash);
      const having = to - from;
      this.looked += having;
      for (let at = from; at < to; at += 1) {
        const owner = this.#owners[at] ?? 0;
        const score = this.#scores[owner] ?? 0;
        if (score === 0) met.push(owner);
        this.#scores[owner] = score + 1 / having;
      }
    }
    let [best, bestScore, next] = [-1, 0, 0];
    for (const owner of met) {
      const score = (this.#scores[owner] ?? 0) * (this.#scales[owner] ?? 1);
      this.#scores[owner] = 0;
      if (score > bestScore) [best, bestScore, next] = [owner, score, bestScore];
      else next = Math.max(next, score);
    }
    if (met.length <= FEWEST_RIVALS) return undefined;
    if (bestScore < FEWEST_MATCHES || !leads(bestScore, next)) return undefined;
    return this.#spread({ hashes, places }, best) >= LEAST_SPREAD ? this.#tops[best] : undefined;
  }

  /** Where in the records those of a hash begin and end. */
  #having(hash: number): readonly [number, number] {
    const slot = hash >>> this.#shift;
    const end = this.#starts[slot + 1] ?? 0;
    const from = placeIn(this.#hashes, hash, this.#starts[slot] ?? 0, end);
    let to = from;
    while (to < end && this.#hashes[to] === hash) to += 1;
    return [from, to];
  }

  #spread({ hashes, places }: Sketch, owner: number): number {
    const parts = new Uint16Array(PARTS);
    for (const [at, hash] of hashes.entries()) {
      const part = Math.floor(((places[at] ?? 0) * PARTS) / hashes.length);
      if (this.#owners.subarray(...this.#having(hash)).includes(owner)) parts[part] = (parts[part] ?? 0) + 1;
    }
    const [matches, squares] = parts.reduce(([sum, square], count) => [sum + count, square + count * count], [0, 0]);
    // By chance the sum of squares of n matches is n + n (n - 1) / 16.
    return squares === 0 ? 0 : (matches * (1 + (matches - 1) / PARTS)) / squares;
  }
}

/** The first place of `from` to `to` with no less than the value; `to` if there is none. */
function placeIn(sorted: Uint32Array, value: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Attaches texts that are too badly read to be like any single copy to the family whose copies together explain them:
 * shingles that at least two of its members have, each weighted by the number of families that have it. The family
 * must lead the next by far; two families are never joined by this, so that nothing chains.
 *
 * Looks at the texts of segments `from` to `to`, the last not included; writes `attached.bin`: pairs of (top of the
 * text, top of the family it goes to), in the order of texts. Memory: 700 MB at most, and 4 bytes a text.
 */
export async function attachFaint(
  segments: readonly SegmentInput[],
  tops: Uint32Array,
  profiles: Profiles,
  { from, to }: { readonly from: number; readonly to: number },
  output: Output,
): Promise<void> {
  const sizes = familySizes(tops);
  const firsts = firstTexts(segments);
  async function* attached(): AsyncGenerator<Uint8Array> {
    for (let index = from; index < to; index += 1) {
      const segment = segments[index];
      if (segment === undefined) return;
      for await (const { first, sketches } of sketchBatches(segment)) {
        const found: number[] = [];
        for (const [place, sketch] of sketches.entries()) {
          const top = tops[(firsts[index] ?? 0) + first + place] ?? 0;
          if ((sizes[top] ?? 0) >= FEWEST_MEMBERS || sketch.hashes.length === 0) continue;
          const family = profiles.bestFor(sketch);
          if (family !== undefined) found.push(top, family);
        }
        yield bytesOf(Uint32Array.from(found));
      }
    }
  }
  await output.write("attached.bin", attached());
}
