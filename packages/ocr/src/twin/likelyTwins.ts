import { SKETCH_WORDS, sketchWords, wordsDiffer } from "./sketch.ts";

/** A page that may have a twin. */
export interface SketchedPage {
  /** Only pages of one group can be twins: those that are read in the same languages. */
  readonly group: string;
  readonly sketch: string;
}

/** Two pages are looked at together if any of these many bands of 16 bits is the same in both. */
const BANDS = SKETCH_WORDS * 2;
const VALUES = 1 << 16;
/** A form that was filled a million times must not be compared with itself a million times a million times. */
const MOST_IN_BUCKET = 64;
/** A page is compared with no more than so many, the first ones. */
const MOST_CANDIDATES = 3;

/**
 * Seventeen printed pages, each compressed, reduced twice and scanned anew, differed in 0-61 bits of 512 (five of 68 in
 * 163-307); any two of them in 185 and more, for what is random differs in 256. What passes is compared pixel by pixel.
 */
const MOST_DIFFERENT = 154;

/**
 * Of each page the earlier ones that it may be another scan of, by index, at most three. `pages` come in the order in
 * which they are preferred, so that the first of several scans is the one to be read. The cost grows with the number
 * of pages, not with its square; nothing but plain arrays is kept, 70 bytes a page.
 */
export function likelyTwins(pages: readonly SketchedPage[]): Map<number, number[]> {
  const words = new Uint32Array(pages.length * SKETCH_WORDS);
  const groups = new Map<string, number>();
  const groupOf = Uint32Array.from(pages, ({ group, sketch }, index) => {
    words.set(sketchWords(sketch), index * SKETCH_WORDS);
    const number = groups.get(group) ?? groups.size;
    groups.set(group, number);
    return number;
  });
  const found = new Map<number, number[]>();
  for (let band = 0; band < BANDS; band += 1) {
    for (const bucket of bucketsOf(words, band, pages.length)) {
      const first = new Map<number, number[]>();
      for (const index of bucket) {
        const group = groupOf[index] ?? 0;
        const earlier = first.get(group) ?? [];
        first.set(group, earlier);
        for (const other of earlier) {
          const known = found.get(index) ?? [];
          if (known.length === MOST_CANDIDATES && other > (known.at(-1) ?? 0)) break;
          if (known.includes(other) || wordsDiffer(words, other, index) > MOST_DIFFERENT) continue;
          found.set(index, [...known, other].toSorted((a, b) => a - b).slice(0, MOST_CANDIDATES));
        }
        if (earlier.length < MOST_IN_BUCKET) earlier.push(index);
      }
    }
  }
  return found;
}

/** Pages with the same 16 bits in a band, each bucket in the order of the pages; buckets of one are left out. */
function* bucketsOf(words: Uint32Array, band: number, count: number): Generator<Uint32Array> {
  const valueOf = (index: number): number => {
    const word = words[index * SKETCH_WORDS + (band >> 1)] ?? 0;
    return band % 2 === 0 ? word >>> 16 : word & (VALUES - 1);
  };
  const ends = new Uint32Array(VALUES);
  for (let i = 0; i < count; i += 1) ends[valueOf(i)] = (ends[valueOf(i)] ?? 0) + 1;
  for (let value = 1; value < VALUES; value += 1) ends[value] = (ends[value] ?? 0) + (ends[value - 1] ?? 0);
  const sorted = new Uint32Array(count);
  const starts = ends.slice();
  for (let i = count - 1; i >= 0; i -= 1) {
    const at = (starts[valueOf(i)] ?? 0) - 1;
    starts[valueOf(i)] = at;
    sorted[at] = i;
  }
  for (let value = 0; value < VALUES; value += 1) {
    const [start, end] = [starts[value] ?? 0, ends[value] ?? 0];
    if (end - start > 1) yield sorted.subarray(start, end);
  }
}
