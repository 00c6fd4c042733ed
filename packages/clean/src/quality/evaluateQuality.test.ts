import { InputError } from "@malmoi/core";
import { expect, test } from "vitest";
import { type Estimated, readQualityGold, scoreQuality } from "./evaluateQuality.ts";
import { rankCorrelation } from "./rankCorrelation.ts";

test("Spearman's correlation, with ties", () => {
  expect(rankCorrelation([[1, 10], [2, 20], [3, 30]])).toBe(1); // prettier-ignore
  expect(rankCorrelation([[1, 3], [2, 2], [3, 1]])).toBe(-1); // prettier-ignore
  // Ranks 0 1.5 1.5 3 and 0 1 2 3: 4.5 / sqrt(4.5 * 5).
  expect(rankCorrelation([[1, 1], [2, 2], [2, 3], [9, 4]])).toBeCloseTo(0.948683); // prettier-ignore
  expect(rankCorrelation([[1, 1], [1, 2], [1, 3]])).toBeUndefined(); // prettier-ignore
  expect(rankCorrelation([[1, 1]])).toBeUndefined(); // prettier-ignore
});

const line = (fields: object): string => JSON.stringify({ id: "x", text: "t", ...fields });

test("gold: negative accuracy is none, more than all and null are left out and counted", () => {
  const file = [{ char_acc: 98.5, page: 7 }, { char_acc: -30, doc: "d" }, { char_acc: null }, { char_acc: 577 }].map(
    line,
  );
  const { texts, unusable } = readQualityGold(`${file.join("\n")}\n`, "set");
  expect(texts.map(({ accuracy, page, collection }) => [accuracy, page, collection])).toEqual([
    [0.985, "7", "set"],
    [0, "d", "set"],
  ]);
  expect(unusable).toBe(2);
  expect(() => readQualityGold(`${line({ char_acc: 1 })}\n{}`, "set")).toThrow(InputError);
  expect(() => readQualityGold("{", "set")).toThrow(/line 1/);
});

test("collections are scored apart, and the curve comes from the others", () => {
  const of = (collection: string, pairs: readonly (readonly [number | undefined, number])[]): Estimated[] =>
    pairs.map(([estimate, accuracy]) => ({ collection, engine: "e", page: "p", estimate, accuracy }));
  const scores = scoreQuality([
    ...of("a", [[0.9, 0.8], [0.8, 0.6], [0.7, 0.4], [0.6, 0.2], [0.5, 0], [undefined, 1]]),
    ...of("b", [[0.9, 0.8], [0.5, 0], [0.7, 0.4]]),
  ]); // prettier-ignore
  const a = scores.get("a");
  expect(a).toMatchObject({ texts: 6, silent: 1, spearman: 1, byEngine: { e: 1 }, withinPages: 1 });
  expect(a?.error).toBeCloseTo(0.3);
  // b's curve: 0 from 0.5, 0.4 from 0.7, 0.8 from 0.9; so a misses by 0, 0.2, 0, 0.2 and 0.
  expect(a?.errorCrossFitted).toBeCloseTo(0.08);
  expect(scores.get("b")?.errorCrossFitted).toBeCloseTo(0);
  expect(scores.get("b")?.withinPages).toBeUndefined();
  expect(scoreQuality(of("c", [[1, 1]])).get("c")?.errorCrossFitted).toBeUndefined();
});
