/** Bits of a whole number that a double holds exactly. */
const EXACT_BITS = 53;

/**
 * Which lists hold a hash, for any number of lists: one sorted array of numbers, 8 bytes an entry, where a `Map` would
 * end at 16 million keys. With more than two million lists the last bits of the hashes are left out, and some lists are
 * named that only hold a hash nearby.
 */
export class Postings {
  readonly #entries: Float64Array;
  readonly #lists: number;
  readonly #shift: number;

  /** Of each list the first `most` hashes are kept. */
  constructor(lists: readonly Uint32Array[], most: number) {
    const bits = Math.ceil(Math.log2(Math.max(2, lists.length)));
    this.#lists = 2 ** bits;
    this.#shift = Math.max(0, 32 + bits - EXACT_BITS);
    this.#entries = new Float64Array(lists.reduce((sum, list) => sum + Math.min(most, list.length), 0));
    let at = 0;
    lists.forEach((list, place) => {
      for (let i = 0; i < list.length && i < most; i += 1) {
        this.#entries[at] = this.#first(list[i] ?? 0) + place;
        at += 1;
      }
    });
    this.#entries.sort();
  }

  #first(hash: number): number {
    return (hash >>> this.#shift) * this.#lists;
  }

  #lowerBound(value: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#entries[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Calls `visit` with the place of each list that holds the hash, ascending, until it returns false. */
  visit(hash: number, visit: (place: number) => boolean): void {
    const first = this.#first(hash);
    for (let at = this.#lowerBound(first); at < this.#entries.length; at += 1) {
      const place = (this.#entries[at] ?? 0) - first;
      if (place >= this.#lists || !visit(place)) return;
    }
  }

  /** How many lists hold the hash. */
  count(hash: number): number {
    const first = this.#first(hash);
    return this.#lowerBound(first + this.#lists) - this.#lowerBound(first);
  }

  /** How many hashes more than `bound` lists hold. */
  moreThan(bound: number): number {
    let full = 0;
    for (let from = 0; from < this.#entries.length;) {
      const first = Math.floor((this.#entries[from] ?? 0) / this.#lists) * this.#lists;
      let to = from + 1;
      while (to < this.#entries.length && (this.#entries[to] ?? 0) < first + this.#lists) to += 1;
      if (to - from > bound) full += 1;
      from = to;
    }
    return full;
  }
}
