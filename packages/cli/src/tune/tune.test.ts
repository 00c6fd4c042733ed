import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localStore } from "@malmoi/core";
import { readLabels, type Tuning } from "@malmoi/clean";
import { type DocumentEntry, Pipeline } from "@malmoi/schemas";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { corpusAt } from "../build/corpus.ts";
import { fakeEntry } from "../report/fakeRun.ts";
import { sampleToLabel } from "./sampleToLabel.ts";
import { tunedJson, tunedText } from "./tunedText.ts";

const corpus = corpusAt(await mkdtemp(join(tmpdir(), "malmoi-tune-")));
const TEXT = 'Una "frase", y\notra línea';

/** Every third is dropped, two in three are Thai, one is in a language that nobody asked for. */
const entries: readonly DocumentEntry[] = Array.from({ length: 30 }, (_, index) => {
  const rule = index === 7 ? "language" : "word_count";
  const isDropped = index % 3 === 0 || index === 7;
  return fakeEntry({
    name: `=scan${index}.jpg`,
    tag: index % 3 === 1 ? "spa_Latn" : "tha_Thai",
    lines: [TEXT],
    confidence: 0.9,
    ...(isDropped
      ? {
          outcome: {
            id: "",
            outcome: "dropped" as const,
            reasons: [{ rule, value: 3, threshold: 50 }],
            duplicateOf: null,
          },
        }
      : {}),
  });
});

beforeAll(async () => {
  const text = JSON.stringify({ text: TEXT, pages: [], redactions: entries[0]?.redactions, signals: {} });
  for (const { clean } of entries) await localStore(corpus.work).write(clean.key, new TextEncoder().encode(text));
});
afterAll(async () => {
  await rm(corpus.root, { recursive: true, force: true });
});

async function* stream(): AsyncGenerator<DocumentEntry> {
  yield* entries;
}

async function sampleOf(size: number): Promise<string> {
  let csv = "";
  for await (const line of sampleToLabel(stream, corpus, size)) csv += line;
  return csv;
}

test("a sample has both kinds and all languages that were asked for, is the same each time, and can be read back", async () => {
  const csv = await sampleOf(12);
  expect(await sampleOf(12)).toBe(csv);
  expect(readLabels(csv, "f")).toMatchObject({ labels: [], empty: 12 });
  const ids = new Set([...csv.matchAll(/^"([0-9a-f]{32})"/gm)].map(([, id]) => id));
  const drawn = entries.filter(({ id }) => ids.has(id));
  expect(drawn).toHaveLength(12);
  expect(drawn.filter(({ decision }) => decision.keep).length).toBeGreaterThanOrEqual(4);
  expect(drawn.filter(({ decision }) => !decision.keep).length).toBeGreaterThanOrEqual(4);
  expect(drawn.filter(({ identification }) => identification.language === "spa_Latn").length).toBeGreaterThanOrEqual(3);
  expect(drawn.some(({ decision }) => decision.reasons.some(({ rule }) => rule === "language"))).toBe(false);
  // A spreadsheet would take the path for a formula.
  expect(csv).toContain(`"'=scan`);
  const labelled = csv.replaceAll(/^("[0-9a-f]{32}"),""/gm, "$1,keep");
  expect(readLabels(labelled, "f").labels).toHaveLength(12);
});

test("a sample that is larger than the corpus is all of it", async () => {
  expect(readLabels(await sampleOf(500), "f").empty).toBe(29);
});

const estimate = { value: 0.9, low: 0.8, high: 0.95 };
const tuning: Tuning = {
  documents: 60,
  good: 40,
  current: { precision: estimate, recall: estimate },
  proposed: { precision: estimate, recall: estimate },
  off: ["dup_line_ratio"],
  cuts: [{ signal: "ocr_quality", side: "min", limit: 0.7, interval: { low: 0.6, high: 0.75 }, support: 0.9 }],
};

test("what is to be pasted is a pipeline file's", () => {
  const tuned = [
    {
      language: null,
      languages: ["spa_Latn"],
      tuning,
      thresholds: { ocr_quality: { min: 0.7 }, dup_line_ratio: null },
    },
    { language: "tha_Thai", languages: ["tha_Thai"], tuning, thresholds: { word_count: { min: 20, max: 9000 } } },
  ];
  const text = tunedText(tuned, { notes: ["3 lines have no label yet"], keep: 0.98 });
  expect(text).toMatch(/ocr_quality +min +0\.7 +0\.6-0\.75 +90\.0 %/);
  expect(text).toContain("3 lines have no label yet");
  const yaml: unknown = parse(text.slice(text.indexOf("\nclean:"), text.indexOf("\n\n3 lines")));
  const rest = { name: "x", input: [{ path: "x" }], languages: ["tha_Thai"], dataset: { title: "x" } };
  const pipeline = Pipeline.parse({ ...rest, ...(typeof yaml === "object" ? yaml : {}) });
  expect(pipeline.clean.thresholds).toEqual({ ocr_quality: { min: 0.7 }, dup_line_ratio: null });
  expect(pipeline.overrides.tha_Thai?.clean?.thresholds).toEqual({ word_count: { min: 20, max: 9000 } });
  expect(tunedJson(tuned, [])).toMatchObject({
    languages: [{ language: null }, { documents: 60, good: 40 }],
    notes: [],
  });
});
