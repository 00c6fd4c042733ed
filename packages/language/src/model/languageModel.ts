import type { LanguageTag, ScriptCode } from "@malmoi/schemas";

/** The label of what is no language: tables, ornaments, noise that a recogniser took for letters. */
export const NO_LANGUAGE = "und";

/** What the model knows of one script: a linear classifier over hashed features (`features.ts`). */
export interface Section {
  readonly script: ScriptCode;
  /** The languages it tells apart, and `und`, the last. */
  readonly labels: readonly string[];
  /** A power of two. */
  readonly buckets: number;
  /** `buckets` x `labels.length`, row by row; a weight is the number here times the label's scale. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  /** See `Calibration`. */
  readonly calibration: Calibration;
}

/**
 * How sums of weights become probabilities: `softmax(sum * scale / n ** power + bias)`, where n is the number of features.
 * Fitted by `calibrate`.
 */
export interface Calibration {
  readonly scale: number;
  readonly power: number;
  /** One a label, or none: natural logarithms of odds. */
  readonly biases: readonly number[];
}

export interface LanguageModel {
  /** One for each script that more than one language of the model is written in. */
  readonly sections: readonly Section[];
  /** Least score of a document of a language, by the rule in `defaultScores.ts`; empty before it was measured. */
  readonly leastScores: Readonly<Record<LanguageTag, number>>;
}
