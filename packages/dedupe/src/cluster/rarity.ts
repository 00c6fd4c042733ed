import type { SegmentInput } from "./segment.ts";
import { INDEX_WIDTH, sketchBatches } from "./sketches.ts";
import { allNumbers } from "./words.ts";

const MOST_SLOTS = 2 ** 26;
const FEWEST_SLOTS = 2 ** 16;

/** Texts that are counted: so many tell how common a shingle is as well as all would. */
const MOST_TEXTS = 2 ** 20;

/** A shingle's rarity is judged as if there were at least so many texts: two texts alone say nothing of it. */
const FEWEST_TEXTS = 1000;

/** Counts are kept as logarithms in one byte, by steps of four per cent. */
const STEPS = 16;

/**
 * How much it says that two texts share a hash: ln(1 + texts / texts that have it). Counted in the million texts with
 * the least digests, which are a fair sample, in 67 million slots at most: hashes that fall together count as one, which
 * makes both seem less rare. 64 MB.
 */
export class Rarity {
  readonly #counts: Uint8Array;
  readonly #weights: Float64Array;

  /** `table`: see `rarityTable`. */
  constructor(table: Uint8Array) {
    this.#counts = table.subarray(4);
    const texts = Math.max(FEWEST_TEXTS, new DataView(table.buffer, table.byteOffset).getUint32(0, true));
    this.#weights = Float64Array.from({ length: 256 }, (_, log) => Math.log(1 + texts / 2 ** (log / STEPS)));
  }

  of(hash: number): number {
    return this.#weights[this.#counts[hash & (this.#counts.length - 1)] ?? 0] ?? 0;
  }
}

const slotsFor = (hashes: number): number =>
  Math.min(MOST_SLOTS, Math.max(FEWEST_SLOTS, 2 ** Math.ceil(Math.log2(4 * hashes + 1))));

/** Counts hashes: the number of texts, 4 bytes, and logarithms of counts. Memory while it counts: 320 MB at most. */
export async function rarityTable(segments: readonly SegmentInput[]): Promise<Uint8Array> {
  const slots = slotsFor(await countHashes(segments));
  const counts = new Uint32Array(slots);
  let texts = 0;
  for await (const hashes of sampled(segments)) {
    if (hashes.length > 0) texts += 1;
    for (const hash of hashes) counts[hash & (slots - 1)] = (counts[hash & (slots - 1)] ?? 0) + 1;
  }
  const table = new Uint8Array(4 + slots);
  new DataView(table.buffer).setUint32(0, texts, true);
  for (let slot = 0; slot < slots; slot += 1)
    table[4 + slot] = Math.min(255, Math.round(STEPS * Math.log2(Math.max(1, counts[slot] ?? 1))));
  return table;
}

async function countHashes(segments: readonly SegmentInput[]): Promise<number> {
  let hashes = 0;
  let texts = 0;
  for (const segment of segments) {
    if (texts >= MOST_TEXTS) break;
    const index = await allNumbers(segment.index.stream());
    for (let at = 0; at < index.length; at += INDEX_WIDTH) hashes += index[at] ?? 0;
    texts += segment.texts;
  }
  return hashes;
}

async function* sampled(segments: readonly SegmentInput[]): AsyncGenerator<Uint32Array> {
  let texts = 0;
  for (const segment of segments) {
    for await (const { sketches } of sketchBatches(segment)) {
      for (const { hashes } of sketches) {
        if (texts === MOST_TEXTS) return;
        texts += 1;
        yield hashes;
      }
    }
  }
}
