import { InputError } from "@malmoi/core";
import { decodeSignature, HASHES } from "../minhash.ts";

/** Signatures a block: 26 MB, so that growing never copies gigabytes. */
const BLOCK = 1 << 16;

/** Many signatures in large blocks of integers: 400 bytes each. */
export class Signatures {
  readonly #blocks: Uint32Array[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds an encoded signature and returns its number. Throws `InputError` if it is none. */
  add(encoded: string): number {
    const index = this.#size;
    if (index % BLOCK === 0) this.#blocks.push(new Uint32Array(BLOCK * HASHES));
    const { block, offset } = this.#locate(index);
    if (!decodeSignature(encoded, block, offset)) {
      throw new InputError("a MinHash signature has the wrong length", {
        code: "SIGNATURE_DAMAGED",
        hint: "It was written by another version of Malmoi. Delete work/signature in the corpus and build again.",
      });
    }
    this.#size += 1;
    return index;
  }

  #locate(index: number): { block: Uint32Array; offset: number } {
    const block = this.#blocks[Math.floor(index / BLOCK)];
    if (block === undefined) throw new RangeError(`there is no signature ${index}`);
    return { block, offset: (index % BLOCK) * HASHES };
  }

  /** A number for `count` values from `first` on: equal values give equal numbers, others almost never do. */
  key(index: number, first: number, count: number): number {
    const { block, offset } = this.#locate(index);
    let high = 0x9747_b28c;
    let low = 0x3c6e_f372;
    for (let at = offset + first; at < offset + first + count; at += 1) {
      const value = block[at] ?? 0;
      high = Math.imul(high ^ value, 0xcc9e_2d51);
      high ^= high >>> 15;
      low = Math.imul(low ^ value, 0x1b87_3593);
      low ^= low >>> 13;
    }
    return (high >>> 0) * 0x20_0000 + (low & 0x1f_ffff);
  }

  /** Estimated Jaccard similarity of two signatures, 0-1 in steps of 0.01 (standard error at most 0.05). */
  similarity(a: number, b: number): number {
    const left = this.#locate(a);
    const right = this.#locate(b);
    let equal = 0;
    for (let at = 0; at < HASHES; at += 1) {
      if (left.block[left.offset + at] === right.block[right.offset + at]) equal += 1;
    }
    return equal / HASHES;
  }
}
