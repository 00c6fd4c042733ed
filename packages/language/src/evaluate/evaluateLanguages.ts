import type { Identification, LanguageTag } from "@malmoi/schemas";
import { identify } from "../identify.ts";
import { noisy } from "../train/noise.ts";
import { randomFrom } from "@malmoi/core";

/** One way to ask: lines as they are, several together, cut, or as a poor recogniser would read them. */
export interface Condition {
  readonly name: string;
  /** Lines that are asked about together. */
  readonly together: number;
  /** Characters that each text is cut to. */
  readonly length?: number;
  /** 0-1: share of characters that are misread. */
  readonly noise?: number;
}

export const CONDITIONS: readonly Condition[] = [
  { name: "single lines", together: 1 },
  { name: "five lines together", together: 5 },
  { name: "5 % of characters misread", together: 1, noise: 0.05 },
  { name: "10 % of characters misread", together: 1, noise: 0.1 },
  { name: "first 20 characters", together: 1, length: 20 },
  { name: "first 40 characters", together: 1, length: 40 },
  { name: "first 80 characters", together: 1, length: 80 },
  { name: "first 160 characters", together: 1, length: 160 },
];

export interface Answer {
  readonly truth: LanguageTag;
  readonly answer: LanguageTag;
  /** 0-1, of the answer. */
  readonly score: number;
}

/** Asks about every line of every language under a condition, in order of languages; the same noise every time. */
export function* askAll(
  texts: ReadonlyMap<LanguageTag, readonly string[]>,
  { together, length, noise }: Condition,
  ask: (text: string) => Pick<Identification, "language" | "score"> = identify,
): Generator<Answer> {
  const random = randomFrom(3);
  for (const [truth, lines] of texts) {
    for (let at = 0; at + together <= lines.length; at += together) {
      const whole = lines.slice(at, at + together).join("\n");
      const cut = length === undefined ? whole : whole.slice(0, length);
      const { language, score } = ask(noise === undefined ? cut : noisy(cut, noise, random));
      yield { truth, answer: language, score };
    }
  }
}
