import { expect, test } from "vitest";
import { mix32 } from "../hash.ts";
import { addUp, BUCKET_BOUND, Buckets } from "./meet.ts";

/** The pairs that records of (anchor, next hash, text) give, as they come. */
function pairsOf(records: readonly (readonly [number, number, number])[]): { pairs: number[][]; full: number } {
  const pairs: number[][] = [];
  const buckets = new Buckets((a, b, evidence) => pairs.push([a, b, evidence]));
  for (const [anchor, next, text] of records) buckets.add(anchor, next, text);
  buckets.end();
  return { pairs, full: buckets.full };
}
const of = (anchor: number, next: number, from: number, count: number): [number, number, number][] =>
  Array.from({ length: count }, (_, at) => [anchor, next, from + at]);

test("few texts of one anchor are paired each with each", () => {
  expect(pairsOf([...of(1, 5, 0, 2), [1, 9, 7], [2, 0, 3], [3, 0, 3], [3, 0, 4]])).toEqual({
    pairs: [
      [0, 1, 1],
      [0, 7, 1],
      [1, 7, 1],
      [3, 4, 1],
    ],
    full: 0,
  });
  const all = pairsOf(of(1, 5, 0, BUCKET_BOUND));
  expect([all.pairs.length, all.full]).toEqual([120, 0]);
});

test("of more, those with the same next hash, which says twice as much", () => {
  const records = [
    ...of(1, 4, 10, 2),
    ...of(1, 5, 20, 1),
    ...Array.from({ length: 15 }, (_, at) => of(1, 9 + at, at, 1)).flat(),
  ];
  expect(pairsOf([...records, ...of(2, 4, 10, 2)])).toEqual({
    pairs: [
      [10, 11, 2],
      [10, 11, 1],
    ],
    full: 0,
  });
});

test("of still more, each with the first, and that is reported", () => {
  const found = pairsOf([...of(1, 4, 0, 1000), ...of(1, 5, 7, 2)]);
  expect(found.full).toBe(1);
  expect(found.pairs).toEqual([...Array.from({ length: 999 }, (_, at) => [0, at + 1, 2]), [7, 8, 2]]);
});

test("however texts share anchors, one gives at most 15 pairs an anchor", () => {
  for (const kinds of [1, 2, 30, 1000]) {
    const records = Array.from({ length: 20_000 }, (_, text): [number, number, number] => [
      mix32(text) % 3,
      mix32(text * 7) % kinds,
      text,
    ]).toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    expect(pairsOf(records).pairs.length).toBeLessThanOrEqual(records.length * (BUCKET_BOUND - 1));
  }
});

test("evidence of one pair is added up, also across blocks, to three at most", () => {
  const pair = (a: number, b: number, evidence: number) => [a, b * 4 + evidence];
  const blocks = [
    [...pair(1, 0, 1), ...pair(1, 0, 1)],
    [...pair(2, 0, 1), ...pair(2, 1, 1)],
    [...pair(2, 1, 2), ...pair(2, 1, 2), ...pair(2 ** 30 - 1, 2 ** 30 - 2, 2)],
  ].map((numbers) => Uint32Array.from(numbers));
  const added: number[] = [];
  for (const block of addUp(blocks)) added.push(...block);
  expect(added).toEqual([...pair(1, 0, 2), ...pair(2, 0, 1), ...pair(2, 1, 3), ...pair(2 ** 30 - 1, 2 ** 30 - 2, 2)]);
  expect([...addUp([])]).toEqual([]);
});
