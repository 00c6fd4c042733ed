import { bucketOfPair, fillBuckets, hashOfWord, roomFor } from "./features.ts";
import type { Calibration, Section } from "./languageModel.ts";
import { LONGEST_WORD } from "./words.ts";

/** What a word brings: its features' weights, summed by label, how many they are, and its hash for pairs. */
interface WordSum {
  readonly sums: Int32Array;
  readonly features: number;
  readonly hash: number;
}

/** Running text repeats its words: of so many the sums are kept, about 30 MB in the script with most languages. */
const REMEMBERED = 100_000;

/** What the features of a text say of each of a section's labels, summed, and how many features there are. */
export interface Evidence {
  readonly sums: Float64Array;
  readonly features: number;
}

/** Looks up a text's words (`wordsOf`) in a section. */
export type Scorer = (words: readonly string[]) => Evidence;

/** A scorer that remembers words; the same section and words always give the same numbers. */
export function scorerOf(section: Section): Scorer {
  const { labels, weights, scales } = section;
  const width = labels.length;
  const mask = section.buckets - 1;
  const remembered = new Map<string, WordSum>();

  const room = roomFor(LONGEST_WORD);
  // What was touched is kept somewhere, or the engine would leave the touching out.
  let touched = 0;

  /**
   * Adds the rows of some buckets. They lie all over memory: asked for one after another without work in between, they
   * are fetched at once.
   */
  function add(sums: Int32Array, buckets: Uint32Array, count: number): void {
    for (let i = 0; i < count; i += 1) touched ^= weights[(buckets[i] ?? 0) * width] ?? 0;
    for (let i = 0; i < count; i += 1) {
      const row = (buckets[i] ?? 0) * width;
      for (let label = 0; label < width; label += 1) sums[label] = (sums[label] ?? 0) + (weights[row + label] ?? 0);
    }
  }

  function sumOf(word: string): WordSum {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const features = fillBuckets(word, mask, room);
    const whole = new Int32Array(width);
    add(whole, room, features);
    const sum = { sums: whole, features, hash: hashOfWord(word) };
    if (remembered.size >= REMEMBERED) remembered.clear();
    remembered.set(word, sum);
    return sum;
  }

  return (words) => {
    const total = new Int32Array(width);
    const pairs = new Uint32Array(words.length);
    let pairCount = 0;
    let features = 0;
    let before = 0;
    for (const word of words) {
      const { sums, features: own, hash } = sumOf(word);
      for (let label = 0; label < width; label += 1) total[label] = (total[label] ?? 0) + (sums[label] ?? 0);
      features += own;
      if (before !== 0) {
        pairs[pairCount] = bucketOfPair(before, hash, mask);
        pairCount += 1;
      }
      before = hash;
    }
    add(total, pairs, pairCount);
    // Loops and not `from` and `map`, which take longer than all the rest for a short text.
    const sums = new Float64Array(width);
    for (let label = 0; label < width; label += 1) sums[label] = (scales[label] ?? 0) * (total[label] ?? 0);
    return { sums, features: features + pairCount };
  };
}

/** What evidence says for each of the labels, in natural logarithms of odds. */
export function logitsOf({ sums, features }: Evidence, { scale, power, biases }: Calibration): Float64Array {
  const factor = scale / features ** power;
  const logits = new Float64Array(sums.length);
  for (let label = 0; label < sums.length; label += 1) {
    logits[label] = (sums[label] ?? 0) * factor + (biases[label] ?? 0);
  }
  return logits;
}

/** The probability of each of the labels, or undefined where there was nothing to go by. */
export function probabilitiesOf(evidence: Evidence, calibration: Calibration): Float64Array | undefined {
  return evidence.features === 0 ? undefined : softmax(logitsOf(evidence, calibration));
}

/** In place: numbers of any size become probabilities. */
export function softmax(numbers: Float64Array): Float64Array {
  let most = -Infinity;
  for (const number of numbers) if (number > most) most = number;
  let sum = 0;
  for (let i = 0; i < numbers.length; i += 1) {
    const value = Math.exp((numbers[i] ?? 0) - most);
    numbers[i] = value;
    sum += value;
  }
  for (let i = 0; i < numbers.length; i += 1) numbers[i] = (numbers[i] ?? 0) / sum;
  return numbers;
}
