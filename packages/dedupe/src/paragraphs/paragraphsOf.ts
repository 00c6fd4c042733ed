import { comparable } from "../comparable.ts";
import { mix32, murmur32 } from "../hash.ts";
import { SHINGLE_LENGTH } from "../shingles.ts";

/** A paragraph of a text: where it stands, in code points, and by what it is known again. */
export interface Paragraph {
  readonly start: number;
  readonly end: number;
  readonly keys: readonly number[];
}

/** Letters and digits of the shortest paragraph that is looked at: a shorter one is alike by chance. */
const FEWEST_LETTERS = 20;

/** Keys of a paragraph; two readings need some in common, see `repeatedStage`. */
const KEYS = 12;

/** Shingles a key is made of, all of which must have been read alike. */
const SHINGLES_OF_KEY = 5;

/**
 * The keys of a comparable text: each is made of the five least of its character 5-grams under another hash (min-wise
 * hashing in bands; Broder 1997), so that two texts of Jaccard similarity J share each with probability J^5. 0 to
 * 2^53 - 1, ascending, each once.
 */
function keysOf(points: Uint32Array): number[] {
  const keys = new Set<number>();
  const least = new Uint32Array(SHINGLES_OF_KEY);
  const hashes = new Uint32Array(points.length - SHINGLE_LENGTH + 1);
  for (let at = 0; at < hashes.length; at += 1) hashes[at] = murmur32(points, at, SHINGLE_LENGTH, 0);
  for (let key = 0; key < KEYS; key += 1) {
    least.fill(0xffff_ffff);
    for (const shingle of hashes) {
      const hash = mix32(shingle ^ mix32(key + 1));
      if (hash >= (least[SHINGLES_OF_KEY - 1] ?? 0) || least.includes(hash)) continue;
      let place = SHINGLES_OF_KEY - 1;
      for (; place > 0 && hash < (least[place - 1] ?? 0); place -= 1) least[place] = least[place - 1] ?? 0;
      least[place] = hash;
    }
    keys.add((murmur32(least, 0, SHINGLES_OF_KEY, key) >>> 11) * 2 ** 32 + murmur32(least, 0, SHINGLES_OF_KEY, ~key));
  }
  return [...keys].toSorted((a, b) => a - b);
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The paragraphs of a clean text, which stand between empty lines, but for the shortest. */
export function paragraphsOf(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  let start = 0;
  for (const part of text.split(/(\n{2,})/)) {
    const end = start + codePoints(part);
    const points = comparable(part);
    if (points.length >= FEWEST_LETTERS) found.push({ start, end, keys: keysOf(points) });
    start = end;
  }
  return found;
}
