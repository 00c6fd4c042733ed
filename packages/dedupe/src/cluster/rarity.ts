const SLOTS = 1 << 22;

/** A shingle's rarity is judged as if there were at least so many texts: two texts alone say nothing of it. */
const FEWEST_TEXTS = 1000;

/**
 * How much it says that two texts share a hash: ln(1 + texts / texts that have it), from counts of all sketches in
 * four million slots (hashes that fall together count as one, which makes both seem less rare). 32 MB.
 */
export class Rarity {
  readonly #weights = new Float32Array(SLOTS);

  constructor(sketches: readonly Uint32Array[]) {
    const counts = new Uint32Array(SLOTS);
    for (const sketch of sketches) {
      for (const hash of sketch) counts[hash & (SLOTS - 1)] = (counts[hash & (SLOTS - 1)] ?? 0) + 1;
    }
    const texts = Math.max(FEWEST_TEXTS, sketches.length);
    for (let slot = 0; slot < SLOTS; slot += 1) {
      this.#weights[slot] = Math.log(1 + texts / Math.max(1, counts[slot] ?? 1));
    }
  }

  of(hash: number): number {
    return this.#weights[hash & (SLOTS - 1)] ?? 0;
  }
}
