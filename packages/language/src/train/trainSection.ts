import type { ScriptCode } from "@malmoi/schemas";
import { bucketOfPair, fillBuckets, hashOfWord, roomFor } from "../model/features.ts";
import { NO_LANGUAGE, type Section } from "../model/languageModel.ts";
import { softmax } from "../model/scorer.ts";
import { folded, LONGEST_WORD, wordsOf } from "../model/words.ts";
import { randomFrom } from "@malmoi/core";
import { nonsenseOf, sampleOf, shuffle } from "./samples.ts";

export interface TrainOptions {
  readonly script: ScriptCode;
  /** Lines by language tag. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** A power of two. */
  readonly buckets: number;
  readonly epochs: number;
  /** Samples of a language in each epoch, at most; never more than eight of one line. */
  readonly samples: number;
  readonly seed: number;
}

export interface TrainProgress {
  readonly script: ScriptCode;
  readonly done: number;
  readonly total: number;
  /** 0-1: share of the last samples that were told right before they were learned from. */
  readonly accuracy: number;
}

const SAMPLES_OF_A_LINE = 8;
const RATE = 0.5;
/** Whole words and pairs are hidden half the time, or the model learns its sources' topics by heart. */
const HIDDEN = 0.5;
const MOST_FEATURES = 4096;
const REPORTED = 2000;
const REMEMBERED = 400_000;

/**
 * Learns a section: multinomial logistic regression, one sample at a time, with AdaGrad (Duchi et al. 2011) per feature
 * and a rate that falls to nothing. Every language gets the same number of samples, or its texts would decide how likely
 * it is. A sample's features are divided by the root of their number. The same texts and options give the same bytes.
 */
export function* trainSection({
  script,
  texts,
  buckets,
  epochs,
  samples,
  seed,
}: TrainOptions): Generator<TrainProgress, Section> {
  const random = randomFrom(seed);
  const labels = [...[...texts.keys()].toSorted(), NO_LANGUAGE];
  const lines = labels.map((label) => texts.get(label) ?? []);
  const width = labels.length;
  const mask = buckets - 1;
  const weights = new Float32Array(buckets * width);
  const squares = new Float32Array(buckets);
  const features = new Uint32Array(MOST_FEATURES);
  const room = roomFor(LONGEST_WORD);
  const remembered = new Map<string, Uint32Array>();
  const spoken = lines.filter((each) => each.length > 0);

  const any = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const bucketsOfWord = (word: string): Uint32Array => {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const found = room.slice(0, fillBuckets(word, mask, room));
    if (remembered.size < REMEMBERED) remembered.set(word, found);
    return found;
  };

  function collect(text: string): number {
    let count = 0;
    let before = 0;
    for (const word of wordsOf(folded(text))) {
      const found = bucketsOfWord(word);
      const shown = random() < HIDDEN ? found.length - 1 : found.length;
      if (count + shown + 1 > MOST_FEATURES) break;
      features.set(found.subarray(0, shown), count);
      count += shown;
      const hash = hashOfWord(word);
      if (before !== 0 && random() >= HIDDEN) {
        features[count] = bucketOfPair(before, hash, mask);
        count += 1;
      }
      before = hash;
    }
    return count;
  }

  const errors = new Float64Array(width);
  /** Returns whether the sample was told right. */
  function learn(count: number, label: number, rate: number): boolean {
    const share = 1 / Math.sqrt(count);
    errors.fill(0);
    for (let i = 0; i < count; i += 1) {
      const row = (features[i] ?? 0) * width;
      for (let c = 0; c < width; c += 1) errors[c] = (errors[c] ?? 0) + (weights[row + c] ?? 0) * share;
    }
    softmax(errors);
    const right = errors.every((probability) => probability <= (errors[label] ?? 0));
    errors[label] = (errors[label] ?? 0) - 1;
    let square = 0;
    for (const error of errors) square += error * error;
    square *= share * share;
    for (let i = 0; i < count; i += 1) {
      const feature = features[i] ?? 0;
      const seen = (squares[feature] ?? 0) + square;
      squares[feature] = seen;
      const step = (rate * share) / Math.sqrt(seen + 1e-4);
      const row = feature * width;
      for (let c = 0; c < width; c += 1) weights[row + c] = (weights[row + c] ?? 0) - step * (errors[c] ?? 0);
    }
    return right;
  }

  const plan = labels.flatMap((label, index) => {
    const most = label === NO_LANGUAGE ? samples : Math.min(samples, (lines[index] ?? []).length * SAMPLES_OF_A_LINE);
    return Array.from({ length: most }, () => index);
  });
  const total = plan.length * epochs;
  let done = 0;
  let right = 0;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    shuffle(plan, random);
    for (const label of plan) {
      const line = any(lines[label] ?? []) ?? any(any(spoken) ?? []) ?? "";
      const text =
        labels[label] === NO_LANGUAGE ? nonsenseOf(line, any(any(spoken) ?? []) ?? "", random) : sampleOf(line, random);
      const count = collect(text);
      if (count > 0 && learn(count, label, RATE * (1 - done / total))) right += 1;
      done += 1;
      if (done % REPORTED !== 0) continue;
      yield { script, done, total, accuracy: right / REPORTED };
      right = 0;
    }
  }
  return { script, labels, buckets, ...quantised(weights, width), calibration: { scale: 1, power: 0.5, biases: [] } };
}

/** A byte a weight; of 10,000 weights of a label, the largest is cut, so that all others keep their differences. */
const KEPT = 0.9999;

function quantised(weights: Float32Array, width: number): Pick<Section, "weights" | "scales"> {
  const rows = weights.length / width;
  const scales = new Float32Array(width);
  for (let c = 0; c < width; c += 1) {
    const sizes = Float32Array.from({ length: rows }, (_, row) => Math.abs(weights[row * width + c] ?? 0)).toSorted();
    scales[c] = Math.max(1e-6, (sizes[Math.floor(rows * KEPT)] ?? 0) / 127);
  }
  const bytes = new Int8Array(weights.length);
  for (let i = 0; i < weights.length; i += 1) {
    bytes[i] = Math.max(-127, Math.min(127, Math.round((weights[i] ?? 0) / (scales[i % width] ?? 1))));
  }
  return { weights: bytes, scales };
}
