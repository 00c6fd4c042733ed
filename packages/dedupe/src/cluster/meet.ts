import { z } from "zod";
import { murmur32 } from "../hash.ts";
import { RecordSort } from "../sort/recordSort.ts";
import type { Input, Output } from "./files.ts";
import { firstTexts, nextCheck, RANGE_SHIFT, type SegmentInput } from "./segment.ts";
import { byteBlocks, numberBlocks } from "./words.ts";

/** Most texts of one anchor that are all compared with one another. */
export const BUCKET_BOUND = 16;

/** What it says that two texts share an anchor, or an anchor and the next hash, and what it takes to compare them. */
const ONE = 1;
const TWO = 2;
export const ENOUGH = 3;

/** The two low bits of a pair's second number are its evidence, so that there may be so many texts. */
export const MOST_TEXTS = 2 ** 30;

const READ_BYTES = 3 * (1 << 19);

type Emit = (a: number, b: number, evidence: number) => void;

/**
 * The pairs of texts that records of (anchor, next hash, text), sorted, give. Texts of one anchor are paired each with
 * each if there are 16 at most. If there are more, those are paired of which the next hash in the sketch is the same
 * too, which says twice as much; and if these are still more than 16, each is paired with the first only. Of many noisy
 * copies of one text few are the first somewhere, and meet all others again and again. So a text gives at most 15 pairs
 * an anchor, however many have it, and memory does not grow.
 */
export class Buckets {
  readonly #emit: Emit;
  #anchor = -1;
  #next = -1;
  /** Of the anchor, until there are too many: then of the anchor and the next hash. */
  readonly #texts: number[] = [];
  readonly #nexts: number[] = [];
  #crowded = false;
  /** The one that all others are paired with; -1 while there are not too many. */
  #first = -1;
  /** Anchors and next hashes of more than 16 texts. */
  full = 0;

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  add(anchor: number, next: number, text: number): void {
    if (anchor !== this.#anchor) {
      this.end();
      this.#anchor = anchor;
    } else if (this.#crowded && next !== this.#next) this.#endNext();
    this.#next = next;
    if (this.#first >= 0) {
      this.#emit(this.#first, text, TWO);
      return;
    }
    this.#texts.push(text);
    this.#nexts.push(next);
    if (this.#texts.length > BUCKET_BOUND) this.#overflow();
  }

  #overflow(): void {
    if (this.#crowded) {
      this.full += 1;
      this.#first = this.#texts[0] ?? 0;
      for (const text of this.#texts.slice(1)) this.#emit(this.#first, text, TWO);
      this.#texts.length = 0;
      this.#nexts.length = 0;
      return;
    }
    const texts = this.#texts.splice(0);
    const nexts = this.#nexts.splice(0);
    this.#crowded = true;
    this.#next = nexts[0] ?? 0;
    for (const [at, text] of texts.entries()) this.add(this.#anchor, nexts[at] ?? 0, text);
  }

  #pairAll(evidence: number): void {
    for (let a = 0; a < this.#texts.length; a += 1) {
      for (let b = a + 1; b < this.#texts.length; b += 1)
        this.#emit(this.#texts[a] ?? 0, this.#texts[b] ?? 0, evidence);
    }
    this.#texts.length = 0;
    this.#nexts.length = 0;
  }

  #endNext(): void {
    this.#pairAll(TWO);
    this.#first = -1;
  }

  /** To be called after the last record. */
  end(): void {
    this.#pairAll(this.#crowded ? TWO : ONE);
    this.#crowded = false;
    this.#first = -1;
  }
}

/** Adds up evidence of equal pairs in sorted blocks of (text, other x 4 + evidence). At most 3 is kept. */
export function* addUp(blocks: Iterable<Uint32Array>): Generator<Uint32Array> {
  let [text, other, evidence] = [0, 0, 0];
  const block = new Uint32Array(1 << 14);
  let length = 0;
  for (const pairs of blocks) {
    for (let at = 0; at < pairs.length; at += 2) {
      const packed = pairs[at + 1] ?? 0;
      if (evidence > 0 && pairs[at] === text && packed >>> 2 === other) {
        evidence += packed & 3;
        continue;
      }
      if (evidence > 0) {
        block[length] = text;
        block[length + 1] = ((other << 2) | Math.min(ENOUGH, evidence)) >>> 0;
        length += 2;
        if (length === block.length) {
          yield block;
          length = 0;
        }
      }
      text = pairs[at] ?? 0;
      other = packed >>> 2;
      evidence = packed & 3;
    }
  }
  if (evidence > 0) {
    block[length] = text;
    block[length + 1] = ((other << 2) | Math.min(ENOUGH, evidence)) >>> 0;
    length += 2;
  }
  if (length > 0) yield block.subarray(0, length);
}

/** The check number of pairs with one more. */
export function pairCheck(check: number, pairs: Uint32Array, at: number): number {
  return murmur32(pairs, at, 2, check);
}

export const Meeting = z.strictObject({
  /** Where the pairs of each segment's texts begin in `pairs.bin`, in pairs, and where the last end. */
  starts: z.array(z.int().nonnegative()),
  /** Check numbers of the pairs of each segment, since they are read alone. */
  checks: z.array(z.int().nonnegative()),
  /** See `Buckets`. */
  fullBuckets: z.int().nonnegative(),
});
export type Meeting = z.infer<typeof Meeting>;

/**
 * Finds which texts have anchors of the ranges `from` to `to` (of 256, the last not included) in common. Writes
 * `pairs.bin`: sorted pairs of (text, other x 4 + evidence), the larger number first. Memory: 150 MB.
 */
export async function meet(
  segments: readonly SegmentInput[],
  { from, to }: { readonly from: number; readonly to: number },
  output: Output,
): Promise<Meeting> {
  const folder = await output.scratch();
  const firsts = firstTexts(segments);
  // Texts come in their order already.
  const anchors = new RecordSort({ width: 3, keys: 2, folder });
  for (const [index, segment] of segments.entries()) {
    const first = firsts[index] ?? 0;
    const checks = segment.checks.map(() => 0);
    for await (const block of numberBlocks(part(segment, from, to), 3)) {
      for (let at = 0; at < block.length; at += 3) {
        const range = (block[at] ?? 0) >>> RANGE_SHIFT;
        checks[range] = nextCheck(checks[range] ?? 0, block, at);
        anchors.add(block[at] ?? 0, block[at + 1] ?? 0, first + (block[at + 2] ?? 0));
      }
    }
    for (let range = from; range < to; range += 1) {
      if (checks[range] !== segment.checks[range]) throw await segment.anchors.damaged();
    }
  }
  const pairs = new RecordSort({ width: 2, folder });
  const buckets = new Buckets((a, b, evidence) => {
    pairs.add(Math.max(a, b), ((Math.min(a, b) << 2) | evidence) >>> 0);
  });
  for (const block of anchors.sorted()) {
    for (let at = 0; at < block.length; at += 3) buckets.add(block[at] ?? 0, block[at + 1] ?? 0, block[at + 2] ?? 0);
  }
  buckets.end();
  const starts = [0];
  const checks = segments.map(() => 0);
  let written = 0;
  function* counted(): Generator<Uint32Array> {
    for (const block of addUp(pairs.sorted())) {
      for (let at = 0; at < block.length; at += 2) {
        while ((block[at] ?? 0) >= (firsts[starts.length] ?? Infinity)) starts.push(written);
        const segment = starts.length - 1;
        checks[segment] = pairCheck(checks[segment] ?? 0, block, at);
        written += 1;
      }
      yield block;
    }
  }
  await output.write("pairs.bin", byteBlocks(counted()));
  while (starts.length < firsts.length) starts.push(written);
  return { starts, checks, fullBuckets: buckets.full };
}

/** Some ranges of the anchors of a segment. */
async function* part({ anchors, ranges }: SegmentInput, from: number, to: number): AsyncGenerator<Uint8Array> {
  yield* bytesBetween(anchors, (ranges[from] ?? 0) * 12, (ranges[to] ?? 0) * 12);
}

/** Bytes `start` to `end` of a file, in pieces. */
export async function* bytesBetween(input: Input, start: number, end: number): AsyncGenerator<Uint8Array> {
  if (start === end) return;
  const file = await input.open();
  try {
    for (let at = start; at < end; at += READ_BYTES) {
      const length = Math.min(READ_BYTES, end - at);
      const bytes = await file.read(at, length);
      if (bytes.length < length) throw await input.damaged();
      yield bytes;
    }
  } finally {
    await file.close();
  }
}
