import { HASHES, MINIMA, MULTIPLIERS, SUMMANDS } from "./layout";

const PRIME: u64 = (1 << 61) - 1;

export function startMinima(permutations: u32): void {
  for (let at: u32 = 0; at < permutations * 8; at += 8) store<u64>(MINIMA + at, PRIME);
}

/**
 * Takes `count` hashes of HASHES into the least values of (h * a + b mod 2^64) mod 2^61 - 1. With y = h * a + b, its
 * remainder is the low 61 bits of y and the high three, added, less the prime if they reach it. A new least has low bits
 * below the old one, or within the topmost eight; so 8 y + 64 mod 2^64 below 8 least + 64 tells nearly all others, and
 * costs one multiplication.
 */
export function permute(count: u32, permutations: u32): void {
  const end = HASHES + count * 8;
  for (let each: u32 = 0; each < permutations * 8; each += 8) {
    const multiplier = load<u64>(MULTIPLIERS + each);
    const summand = load<u64>(SUMMANDS + each);
    const multiplier8 = multiplier << 3;
    const summand8 = (summand << 3) + 64;
    let least = load<u64>(MINIMA + each);
    let bound = boundOf(least);
    for (let at = HASHES; at < end; at += 8) {
      const hash = load<u64>(at);
      if (hash * multiplier8 + summand8 >= bound) continue;
      const value = hash * multiplier + summand;
      let rest = (value & PRIME) + (value >> 61);
      if (rest >= PRIME) rest -= PRIME;
      if (rest >= least) continue;
      least = rest;
      bound = boundOf(least);
    }
    store<u64>(MINIMA + each, least);
  }
}

/** 8 least + 64, or the largest number where that is more. */
@inline
function boundOf(least: u64): u64 {
  return least >= PRIME - 8 ? u64.MAX_VALUE : (least << 3) + 64;
}
