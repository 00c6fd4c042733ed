import type { NumberedWords } from "./numberedWords.ts";

/** The repeated n-grams of a text. */
export interface NgramGroups {
  /** Words in an n-gram. */
  readonly size: number;
  /** The words at which one that is repeated begins, ascending, and the number of each of these n-grams. */
  readonly places: Int32Array;
  readonly groups: Int32Array;
  /** By number: how often it occurs, and the word at which it first begins. */
  readonly counts: Int32Array;
  readonly firsts: Int32Array;
}

/** Single words; where they first stand is not told. */
export function wordGroups({ numbers, counts }: NumberedWords): NgramGroups {
  const places = new Int32Array(numbers.length);
  let repeated = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    if (counts[numbers[at] ?? 0] === 1) continue;
    places[repeated] = at;
    repeated += 1;
  }
  const groups = places.subarray(0, repeated).map((at) => numbers[at] ?? 0);
  return { size: 1, places: places.subarray(0, repeated), groups, counts, firsts: new Int32Array() };
}

/**
 * N-grams of one word more. Exact: an n-gram is told by the number of the shorter one that begins with it and by its
 * last word; and it can only be repeated where both shorter ones in it are, which in ordinary text soon leaves few to be
 * looked up. Linear.
 */
export function longerGroups(shorter: NgramGroups, words: Int32Array): NgramGroups {
  const { size } = shorter;
  const most = shorter.places.length;
  const places = new Int32Array(most);
  const groups = new Int32Array(most);
  let candidates = 0;
  for (let index = 0; index + 1 < most; index += 1) {
    const at = shorter.places[index] ?? 0;
    if (shorter.places[index + 1] !== at + 1) continue;
    places[candidates] = at;
    groups[candidates] = shorter.groups[index] ?? 0;
    candidates += 1;
  }
  /** 1 + the number of an n-gram, 0 where there is none. */
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(candidates * 2 + 1)));
  const mask = slots.length - 1;
  const counts = new Int32Array(candidates);
  const firsts = new Int32Array(candidates);
  /** By number: the shorter n-gram that it begins with. */
  const beginnings = new Int32Array(candidates);
  let known = 0;
  for (let index = 0; index < candidates; index += 1) {
    const at = places[index] ?? 0;
    const beginning = groups[index] ?? 0;
    const last = words[at + size] ?? 0;
    let slot = stir(beginning, last) & mask;
    let number = (slots[slot] ?? 0) - 1;
    while (number >= 0 && (beginnings[number] !== beginning || words[(firsts[number] ?? 0) + size] !== last)) {
      slot = (slot + 1) & mask;
      number = (slots[slot] ?? 0) - 1;
    }
    if (number < 0) {
      number = known;
      known += 1;
      slots[slot] = number + 1;
      firsts[number] = at;
      beginnings[number] = beginning;
    }
    counts[number] = (counts[number] ?? 0) + 1;
    groups[index] = number;
  }
  let repeated = 0;
  for (let index = 0; index < candidates; index += 1) {
    const number = groups[index] ?? 0;
    if (counts[number] === 1) continue;
    places[repeated] = places[index] ?? 0;
    groups[repeated] = number;
    repeated += 1;
  }
  return {
    size: size + 1,
    places: places.subarray(0, repeated),
    groups: groups.subarray(0, repeated),
    counts: counts.subarray(0, known),
    firsts: firsts.subarray(0, known),
  };
}

/** A hash of two numbers (the last step of MurmurHash3). */
function stir(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e37_79b1) ^ Math.imul(b, 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2_ae35);
  return hash ^ (hash >>> 15);
}
