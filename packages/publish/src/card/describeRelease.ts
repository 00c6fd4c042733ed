import { croissant } from "./croissant.ts";
import { datasetCard } from "./datasetCard.ts";
import type { Facts } from "./facts.ts";
import { confidencePlot, languagesPlot, pagesPlot } from "./plots.ts";
import { changelog, languagesCsv, manifest, takedownLines } from "./sideFiles.ts";

/** Everything of a release but its data, as paths and texts. */
export function describeRelease(facts: Facts): [path: string, text: string][] {
  const confidence = confidencePlot(facts);
  const files: [path: string, text: string][] = [
    ["README.md", datasetCard(facts)],
    ["CHANGELOG.md", changelog(facts)],
    ["manifest.jsonl", manifest(facts.data)],
    ["croissant.json", croissant(facts)],
    ["stats/languages.csv", languagesCsv(facts)],
    ["stats/pages.svg", pagesPlot(facts)],
    ["stats/languages.svg", languagesPlot(facts)],
  ];
  if (confidence !== undefined) files.push(["stats/confidence.svg", confidence]);
  if (facts.takedowns.length > 0) files.push(["takedowns.jsonl", takedownLines(facts)]);
  return files;
}
