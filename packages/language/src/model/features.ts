/** Longest sequence of characters that is a feature. */
const LONGEST = 5;
const BOUNDARY = 0x20;

/** FNV-1a's prime and offset (Fowler, Noll, Vo), applied to UTF-16 code units. */
const PRIME = 0x0100_0193;
const OFFSET = 0x811c_9dc5;
const WHOLE = 0x5bd1_e995;
const PAIR = 0x1b87_3593;

/** MurmurHash3's finaliser: FNV alone leaves the low bits of short sequences alike. */
function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85eb_ca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The hash of a whole word, from which those of pairs are made. */
export function hashOfWord(word: string): number {
  let hash = OFFSET ^ WHOLE;
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
  return mixed(hash);
}

/** The bucket of two words in a row, by their hashes. `mask` is the number of buckets, a power of two, less one. */
export function bucketOfPair(first: number, second: number, mask: number): number {
  return mixed(Math.imul(first ^ PAIR, PRIME) ^ second) & mask;
}

/** Room for the buckets of a word of so many characters, for `fillBuckets`. */
export function roomFor(length: number): Uint32Array {
  return new Uint32Array((length + 2) * LONGEST + 1);
}

/**
 * Writes the buckets of a word into `into` and returns how many they are: of all its sequences of 1 to 5 characters, its
 * two boundaries among them, and, last, of the word itself. The same sequence twice counts twice.
 */
export function fillBuckets(word: string, mask: number, into: Uint32Array): number {
  const length = word.length + 2;
  let count = 0;
  for (let start = 0; start < length; start += 1) {
    let hash = OFFSET;
    const end = Math.min(length, start + LONGEST);
    for (let at = start; at < end; at += 1) {
      const unit = at === 0 || at === length - 1 ? BOUNDARY : word.charCodeAt(at - 1);
      hash = Math.imul(hash ^ unit, PRIME);
      // A boundary alone says nothing.
      if (at === start && unit === BOUNDARY) continue;
      into[count] = mixed(hash) & mask;
      count += 1;
    }
  }
  into[count] = hashOfWord(word) & mask;
  return count + 1;
}
