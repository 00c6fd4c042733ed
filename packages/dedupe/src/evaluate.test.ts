import { expect, test } from "vitest";
import { readDedupeGold, scoreClusters } from "./evaluate.ts";

const texts = ["a", "a", "a", "b", "b", "c"].map((doc, index) => ({ id: String(index), doc, char_acc: index * 20 }));

test("pairs, clusters, adjusted Rand index and recall by accuracy, counted by hand", () => {
  const found = ["x", "x", "y", "z", "z", "y"];
  const score = scoreClusters(texts, (id) => found[Number(id)] ?? "");
  // Gold has 3 + 1 pairs, found are 1 + 1 + 1, of which 2 are right; expected by chance 4 x 3 / 15.
  expect(score.pairs).toMatchObject({ precision: 2 / 3, recall: 1 / 2 });
  expect(score.pairs.f1).toBeCloseTo(4 / 7, 12);
  expect(score.clusters).toMatchObject({ precision: 1 / 3, recall: 1 / 2 });
  expect(score.ari).toBeCloseTo((2 - 0.8) / (3.5 - 0.8), 12);
  expect(score.left).toBe(3);
  expect(score.byAccuracy.find(({ from }) => from === 40)).toEqual({ from: 40, texts: 1, recall: 0 });
});

test("an accuracy of more than all, or none, is none", () => {
  const odd = texts.map((text, index) => ({ ...text, char_acc: [1234, null, -5, 95, 100, 100][index] }));
  const { byAccuracy } = scoreClusters(odd, () => "one");
  expect(byAccuracy.map(({ from, texts: count }) => [from, count])).toEqual([
    [null, 2],
    [0, 1],
    [90, 2],
  ]);
});

test("the gold itself is perfect", () => {
  const score = scoreClusters(texts, (id) => texts[Number(id)]?.doc ?? "");
  expect([score.pairs.f1, score.clusters.f1, score.ari]).toEqual([1, 1, 1]);
});

test.each(["", "nonsense", '{"id":"a","text":"b"}', '{"id":"a","doc":"d","text":""}\n{"id":"a","doc":"d","text":""}'])(
  "a damaged gold set is refused with a remedy: %s",
  (content) => {
    expect(() => readDedupeGold(content, "gold.jsonl")).toThrow(/gold\.jsonl/);
  },
);
