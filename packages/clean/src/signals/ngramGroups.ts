import type { NumberedWords } from "./numberedWords.ts";

/** The repeated n-grams of a text. */
export interface NgramGroups {
  /** Words in an n-gram. */
  readonly size: number;
  /** By place: the number of the n-gram that begins there, -1 if it occurs once only. */
  readonly groups: Int32Array;
  /** By number: how often it occurs, and where it first does. */
  readonly counts: Int32Array;
  readonly firsts: Int32Array;
}

const ONCE = -1;

/** Single words. */
export function wordGroups({ numbers, counts }: NumberedWords): NgramGroups {
  const groups = numbers.map((number) => (counts[number] === 1 ? ONCE : number));
  return { size: 1, groups, counts, firsts: new Int32Array() };
}

/**
 * N-grams of one word more. Exact: an n-gram is told by the number of the shorter one that begins with it and by its
 * last word; and it can only be repeated where both shorter ones in it are, which in ordinary text soon leaves few to be
 * looked up. Linear.
 */
export function longerGroups({ size, groups: shorter }: NgramGroups, words: Int32Array): NgramGroups {
  const length = Math.max(0, shorter.length - 1);
  if (length === 0) return nothing(size + 1);
  const groups = new Int32Array(length).fill(ONCE);
  let candidates = 0;
  for (let at = 0; at < length; at += 1) if (shorter[at] !== ONCE && shorter[at + 1] !== ONCE) candidates += 1;

  /** 1 + the number of an n-gram, 0 where there is none. */
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(candidates * 2 + 1)));
  const mask = slots.length - 1;
  const counts = new Int32Array(candidates);
  const firsts = new Int32Array(candidates);
  let known = 0;
  for (let at = 0; at < length; at += 1) {
    const start = shorter[at] ?? ONCE;
    if (start === ONCE || shorter[at + 1] === ONCE) continue;
    const last = words[at + size] ?? 0;
    let slot = stir(start, last) & mask;
    let number = (slots[slot] ?? 0) - 1;
    while (number >= 0) {
      const first = firsts[number] ?? 0;
      if (shorter[first] === start && words[first + size] === last) break;
      slot = (slot + 1) & mask;
      number = (slots[slot] ?? 0) - 1;
    }
    if (number < 0) {
      number = known;
      known += 1;
      slots[slot] = number + 1;
      firsts[number] = at;
    }
    counts[number] = (counts[number] ?? 0) + 1;
    groups[at] = number;
  }
  let repeated = 0;
  for (let at = 0; at < length; at += 1) {
    const number = groups[at] ?? ONCE;
    if (number === ONCE) continue;
    if (counts[number] === 1) groups[at] = ONCE;
    else repeated += 1;
  }
  if (repeated === 0) return nothing(size + 1);
  return { size: size + 1, groups, counts: counts.subarray(0, known), firsts: firsts.subarray(0, known) };
}

/** No n-gram is repeated, and so no longer one. */
function nothing(size: number): NgramGroups {
  return { size, groups: new Int32Array(), counts: new Int32Array(), firsts: new Int32Array() };
}

/** A hash of two numbers (the last step of MurmurHash3). */
function stir(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e37_79b1) ^ Math.imul(b, 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0xc2b2_ae35);
  return hash ^ (hash >>> 15);
}
