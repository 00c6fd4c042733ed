import { randomFrom } from "@malmoi/core";

/** Uniform numbers in [0, 1). Two generators made from the same seed give the same numbers on every machine. */
export type Random = () => number;

/** FNV-1a over UTF-16 code units: spreads names such as "7/skew" over 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** A generator for a seed; seeds are names, so that a step can have its own: `createRandom("42/paper")`. */
export function createRandom(seed: string): Random {
  return randomFrom(hash(seed));
}

/** A number in [low, high). */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** Normally distributed, mean 0, variance 1: a sum of four uniform numbers is near enough for noise, and fast. */
export function gaussian(random: Random): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}
