import { InputError, randomFrom } from "@malmoi/core";
import { expect, test } from "vitest";
import { CANDIDATES } from "./cuts.ts";
import { bestCut, propose, survives } from "./findCuts.ts";
import { readLabels } from "./labels.ts";
import { isEnough, proposedThresholds, tune } from "./tune.ts";

/** Good documents are read well and hold words; bad ones fail on one or the other. */
const judged = Array.from({ length: 200 }, (_, index) => {
  const keep = index % 2 === 0;
  const isBadlyRead = !keep && index % 4 === 1;
  const spread = ((index * 37) % 100) / 100;
  const words = keep || isBadlyRead ? 200 + 1000 * spread : 10 + 60 * spread;
  return {
    keep,
    failed: words < 50 ? ["word_count"] : [],
    signals: {
      ocr_quality: isBadlyRead ? 0.3 + 0.3 * spread : 0.8 + 0.19 * spread,
      word_count: words,
      mean_word_length: 4 + spread,
    },
  };
});

test("limits that part good from bad are found, and nothing else is proposed", () => {
  const proposal = propose(judged, 0.98);
  expect(proposal.cuts.map(({ signal, side }) => `${signal} ${side}`).toSorted()).toEqual([
    "ocr_quality min",
    "word_count min",
  ]);
  const { ocr_quality: quality, word_count: words } = proposedThresholds(proposal, {
    word_count: { min: 50, max: 9000 },
  });
  expect(quality?.min).toBeGreaterThan(0.59);
  expect(quality?.min).toBeLessThan(0.81);
  expect(words?.min).toBeGreaterThan(69);
  expect(words?.min).toBeLessThan(201);
  expect(words?.max).toBe(9000);
  expect(judged.filter((document) => survives(document, proposal) !== document.keep)).toEqual([]);
});

test("a rule that drops more good than bad is off, or gets a limit that does not", () => {
  const cards = judged.map((document) => ({
    ...document,
    failed: document.signals.word_count < 900 ? ["word_count"] : [],
  }));
  const proposal = propose(cards, 0.98);
  expect(proposal.off).toEqual(["word_count"]);
  expect(proposedThresholds(proposal, { word_count: { min: 900, max: 9000 } })["word_count"]?.min).toBeLessThan(201);
  const harmless = judged.map((document) => ({ ...document, failed: document.keep ? ["list_line_ratio"] : [] }));
  expect(proposedThresholds(propose(harmless, 0.98), { list_line_ratio: { max: 0.1 } })["list_line_ratio"]).toBeNull();
});

test("rates are of documents that were not learned from, with their intervals; the same each time", () => {
  const tuning = tune(judged, 0.98);
  expect(tuning).toMatchObject({ documents: 200, good: 100 });
  expect(tuning.current.recall.value).toBe(1);
  expect(tuning.current.precision.value).toBeLessThan(0.7);
  expect(tuning.current.precision.low).toBeLessThan(tuning.current.precision.value);
  expect(tuning.current.precision.high).toBeGreaterThan(tuning.current.precision.value);
  expect(tuning.proposed.precision.value).toBeGreaterThan(0.97);
  expect(tuning.proposed.recall.value).toBeGreaterThan(0.95);
  for (const { limit, interval, support } of tuning.cuts) {
    expect(support).toBeGreaterThan(0.9);
    expect(interval?.low).toBeLessThanOrEqual(limit);
    expect(interval?.high).toBeGreaterThanOrEqual(limit);
  }
  expect(tune(judged, 0.98)).toEqual(tuning);
});

test("labels by chance: no rule is proposed that drops good documents beyond what is allowed", () => {
  const noise = judged.map((document, index) => ({ ...document, keep: (index * 7919) % 13 < 7, failed: [] }));
  const lost = (keep: number): number => {
    const proposal = propose(noise, keep);
    const dropped = noise.filter((document) => !survives(document, proposal));
    return dropped.filter((document) => document.keep).length / noise.filter((document) => document.keep).length;
  };
  expect(lost(0.98)).toBeLessThanOrEqual(0.02);
  expect(lost(0.8)).toBeLessThanOrEqual(0.2);
  expect(lost(1)).toBe(0);
});

test("what is found in chance is found in few samples of it, and left out", () => {
  const next = randomFrom(5);
  const names = CANDIDATES.slice(0, 12).map(({ signal }) => signal);
  const chance = Array.from({ length: 60 }, () => ({
    keep: next() < 0.6,
    failed: [],
    signals: Object.fromEntries(names.map((name) => [name, next()])),
  }));
  const found = propose(chance, 0.95).cuts;
  const { cuts } = tune(chance, 0.95);
  expect(cuts.length).toBeLessThan(found.length);
  for (const { support } of cuts) expect(support).toBeGreaterThanOrEqual(0.5);
});

test("a limit lies between two values, as short as it can be, and never cuts equal values apart", () => {
  const of = (values: readonly (readonly [number, boolean])[]) =>
    bestCut(
      values.map(([word_count, keep]) => ({ keep, failed: [], signals: { word_count } })),
      { signal: "word_count", side: "min" },
      0,
    );
  expect(of([[10, false], [31, false], [58, true], [90, true]])).toMatchObject({ limit: 40, bad: 2, good: 0 }); // prettier-ignore
  expect(of([[10, false], [31, false], [31, true], [90, true]])).toMatchObject({ limit: 20, bad: 1 }); // prettier-ignore
  expect(of([[10, true], [31, false]])).toBeUndefined(); // prettier-ignore
});

test("every signal has the sides that its default has", () => {
  const sides = (name: string) => CANDIDATES.filter(({ signal }) => signal === name).map(({ side }) => side);
  expect(sides("word_count")).toEqual(["min", "max"]);
  expect(sides("ocr_quality")).toEqual(["min"]);
  expect(sides("debris_ratio")).toEqual(["max"]);
  expect(sides("line_punct_ratio")).toEqual(["min"]);
});

test("labels: too few, or too few of a kind, are not enough", () => {
  const of = (good: number, bad: number) =>
    [...Array(good).fill(true), ...Array(bad).fill(false)].map((keep: boolean) => ({ keep, failed: [], signals: {} }));
  expect([of(35, 15), of(34, 15), of(90, 14), of(14, 90)].map(isEnough)).toEqual([true, false, false, false]);
});

test("labels are read from CSV and JSON Lines; empty ones are counted", () => {
  const keep = { id: "a", keep: true };
  const drop = { id: "b", keep: false };
  expect(readLabels('\ufeffpath,id,label\r\n"x, ""y""\nz",a,keep\r\n,b,Drop\r\n,c,\r\n', "f")).toEqual({
    labels: [keep, drop],
    empty: 1,
  });
  expect(readLabels("id;label\na;keep\nb;drop\n\n", "f").labels).toEqual([keep, drop]);
  expect(
    readLabels('{"id":"a","label":"drop"}\n{"id":"b","label":"drop"}\n{"id":"a","label":"keep"}', "f").labels,
  ).toEqual([keep, drop]);
  for (const wrong of ["id,label\na,perhaps", "name,label\n", "", '{"id":1,"label":"keep"}', "{"]) {
    expect(() => readLabels(wrong, "f")).toThrow(InputError);
  }
});
