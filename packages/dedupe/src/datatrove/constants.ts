const WORDS = 624;
const MIDDLE = 397;

/** The Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), seeded as numpy's `RandomState(seed)`: 32-bit numbers. */
function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(WORDS);
  state[0] = seed;
  for (let at = 1; at < WORDS; at += 1) {
    const before = state[at - 1] ?? 0;
    state[at] = Math.imul(1_812_433_253, before ^ (before >>> 30)) + at;
  }
  const word = (at: number): number => state[at % WORDS] ?? 0;
  let next = WORDS;
  return () => {
    if (next === WORDS) {
      for (let at = 0; at < WORDS; at += 1) {
        const mixed = (word(at) & 0x8000_0000) | (word(at + 1) & 0x7fff_ffff);
        state[at] = word(at + MIDDLE) ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908_b0df : 0);
      }
      next = 0;
    }
    let value = word(next);
    next += 1;
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9d2c_5680;
    value ^= (value << 15) & 0xefc6_0000;
    return (value ^ (value >>> 18)) >>> 0;
  };
}

/** 2^61 - 1, a Mersenne prime. */
export const PRIME = (1n << 61n) - 1n;
const SEED = 1;

export interface Permutations {
  /** 1 to 2^61 - 2. */
  readonly multipliers: BigUint64Array;
  /** 0 to 2^61 - 2. */
  readonly summands: BigUint64Array;
}

/**
 * The permutations of datatrove's MinHash: what numpy's `RandomState(1).randint(1, 2^61 - 1, size=count, dtype=uint64)`
 * gives, and then the same from 0. The first draws of 64 bits (high half first), masked to 61, that are not too large.
 */
export function permutationsOf(count: number): Permutations {
  const draw = mersenneTwister(SEED);
  const below = (end: bigint): bigint => {
    for (;;) {
      const value = ((BigInt(draw()) << 32n) | BigInt(draw())) & PRIME;
      if (value < end) return value;
    }
  };
  const multipliers = BigUint64Array.from({ length: count }, () => 1n + below(PRIME - 1n));
  return { multipliers, summands: BigUint64Array.from({ length: count }, () => below(PRIME)) };
}
