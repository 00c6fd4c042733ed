import { expect, test } from "vitest";
import { CONFIDENCE_BINS, newStatistics } from "../release/statistics.ts";
import type { Facts } from "./facts.ts";
import { barChart, confidencePlot, languagesPlot, pagesPlot } from "./plots.ts";

function factsOf(languages: number): Facts {
  const statistics = newStatistics();
  for (let index = 0; index < languages; index += 1) {
    statistics.languages.set(`q${String(index).padStart(2, "0")}_Latn`, {
      documents: 1,
      pages: 1,
      characters: 10,
      words: 100 + index,
      tokens: 0,
      leftOut: 0,
    });
  }
  statistics.outcomes.published.pages = 30;
  return {
    options: {
      repository: null,
      name: "letters",
      pipelineVersion: "0.1.0",
      dataset: { title: "", description: "", license: "", contact: "" },
      languages: [],
      shardMegabytes: 1,
      sampleRows: 1,
      removed: true,
    },
    totals: { files: 1, ignored: 0, pages: 40, blank: 10, quarantined: 0, sameFile: 0 },
    statistics,
    data: [],
    version: "1.0.0",
    takedowns: [],
    history: [],
  };
}

const widths = (picture: string): number[] =>
  [...picture.matchAll(/<rect class="bar"[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width));

test("bars are as long as their values, and words of others are no markup", () => {
  const picture = barChart("<b>", [
    { label: 'a & b < "c"', value: 50, note: "" },
    { label: "d", value: 100, note: "" },
    { label: "e", value: 0, note: "" },
  ]);
  const [half = 0, whole = 0, none] = widths(picture);
  expect(whole).toBeGreaterThan(100);
  expect(half * 2).toBe(whole);
  expect(none).toBe(0);
  expect(picture).toContain("a &amp; b &lt; &quot;c&quot;");
  expect(picture).toContain("<title>&lt;b&gt;</title>");
});

test("every page has its end in the picture", () => {
  const picture = pagesPlot(factsOf(1));
  expect(picture).toContain("30 (75.0 %)");
  expect(picture).toContain("10 (25.0 %)");
});

test("beyond twenty languages the others share a bar, and no word is lost", () => {
  const picture = languagesPlot(factsOf(25));
  expect(widths(picture)).toHaveLength(21);
  // Words 100 to 104 are those of the five languages with fewest.
  expect(picture).toContain(">5 others<");
  expect(picture).toContain(">510<");
});

test("confidence has a row a language, and no picture where nothing was recognised", () => {
  const facts = factsOf(2);
  expect(confidencePlot(facts)).toBeUndefined();
  const bins = Array.from({ length: CONFIDENCE_BINS }, () => 0);
  bins[CONFIDENCE_BINS - 1] = 4;
  bins[10] = 1;
  facts.statistics.confidences.set("q01_Latn", bins);
  const picture = confidencePlot(facts) ?? "";
  expect(widths(picture)).toHaveLength(2);
  expect([...picture.matchAll(/opacity="([\d.]+)"/g)].map(([, opacity]) => Number(opacity))).toEqual([0.36, 1]);
  expect(picture).toContain(">5<");
});
