/** Disjoint sets of 0..size-1 in one integer array. The least member of a set is its root, whatever the order. */
export class UnionFind {
  readonly #parents: Uint32Array;

  constructor(size: number) {
    this.#parents = Uint32Array.from({ length: size }, (_, index) => index);
  }

  /** The least member of the set that `member` is in. */
  find(member: number): number {
    const parents = this.#parents;
    let at = member;
    for (;;) {
      const parent = parents[at] ?? at;
      if (parent === at) return at;
      // Path halving: every other step is shortened on the way.
      const above = parents[parent] ?? parent;
      parents[at] = above;
      at = above;
    }
  }

  union(a: number, b: number): void {
    const rootA = this.find(a);
    const rootB = this.find(b);
    this.#parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }
}
