import type { Holders } from "./holders.ts";
import type { UnionFind } from "./unionFind.ts";

const NONE = 0xffff_ffff;

/**
 * Sets of copies, each under the one that holds it, if any does: the page under the chapter, the chapter under the
 * book. A set is under one other at most, so that two books do not become one by what they both hold.
 */
export class Families {
  readonly #sets: UnionFind;
  /** Of each set's root, the root of the set above. */
  readonly #above: Uint32Array;

  constructor(size: number, sets: UnionFind, holders: Holders) {
    this.#sets = sets;
    this.#above = new Uint32Array(size).fill(NONE);
    const largest = new Float64Array(size);
    for (let place = 0; place < size; place += 1) {
      const root = sets.find(place);
      largest[root] = Math.max(largest[root] ?? 0, holders.size(place));
    }
    const best = new Uint32Array(size).fill(NONE);
    for (let part = 0; part < size; part += 1) {
      const whole = holders.of(part);
      if (whole === undefined) continue;
      const root = sets.find(part);
      const above = sets.find(whole);
      // What is above has always a larger text in it, so that nothing comes to be above itself.
      if ((largest[above] ?? 0) <= (largest[root] ?? 0)) continue;
      const known = best[root] ?? NONE;
      if (known !== NONE && !holders.leads(part, known)) continue;
      best[root] = part;
      this.#above[root] = above;
    }
  }

  /** The root of the set that holds all else in the family of the text. */
  topOf(place: number): number {
    let at = this.#sets.find(place);
    for (let above = this.#above[at] ?? NONE; above !== NONE; above = this.#above[at] ?? NONE) at = above;
    return at;
  }

  /** Whether the text is one of the copies that hold all else in its family. */
  isTop(place: number): boolean {
    return this.topOf(place) === this.#sets.find(place);
  }
}
