import { expect, test } from "vitest";
import { fitBiases, type Scored } from "./fitBiases.ts";
import { randomFrom } from "@malmoi/core";

/** Texts of two languages and no language, whose logits speak for their label, and for the first one too much. */
function texts(excess: number, each: readonly [number, number]): Scored[] {
  const random = randomFrom(7);
  return each.flatMap((count, label) =>
    Array.from({ length: count }, () => {
      const logits = Float64Array.from([excess, 0, -6], (logit) => logit + (random() - 0.5) * 4);
      logits[label] = (logits[label] ?? 0) + 1.5;
      return { label, logits };
    }),
  );
}

const taken = (scored: readonly Scored[], biases: readonly number[]): number =>
  scored.filter(({ label, logits }) => {
    const sums = Array.from(logits, (logit, index) => logit + (biases[index] ?? 0));
    return label === 1 && sums.indexOf(Math.max(...sums)) === 0;
  }).length;

test("the language that is named too often is named less, whichever has more texts", () => {
  for (const each of [
    [400, 400],
    [2000, 100],
  ] as const) {
    const scored = texts(2, each);
    const biases = fitBiases(scored, [0, 1, 2]);
    expect(biases).toHaveLength(3);
    expect((biases[0] ?? 0) - (biases[1] ?? 0)).toBeLessThan(-0.5);
    expect(taken(scored, biases)).toBeLessThan(taken(scored, [0, 0, 0]) / 1.5);
  }
});

test("where nothing is named too often biases are near nothing, and that of no language is nothing", () => {
  const biases = fitBiases(texts(0, [500, 500]), [0, 1, 2]);
  expect(Math.abs((biases[0] ?? 0) - (biases[1] ?? 0))).toBeLessThan(0.15);
  expect(biases[2]).toBe(0);
  expect(fitBiases([], [0, 1])).toEqual([0, 0]);
});

test("close varieties have one bias", () => {
  const biases = fitBiases(texts(2, [400, 400]), [0, 0, 2]);
  expect(biases[0]).toBe(biases[1]);
  expect(biases[2]).toBe(0);
});
