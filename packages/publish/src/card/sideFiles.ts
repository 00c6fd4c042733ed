import { canonicalJson } from "@malmoi/core";
import { findLanguage } from "@malmoi/schemas";
import type { ReleaseFile } from "../release/releaseRecords.ts";
import { type Facts, publishedLanguages } from "./facts.ts";
import { counted } from "./markdown.ts";

/** `manifest.jsonl`: path, size, SHA-256 and rows of each data file. */
export function manifest(data: readonly ReleaseFile[]): string {
  return data.map((file) => `${canonicalJson(file)}\n`).join("");
}

/** RFC 4180, with a quote where one is needed and never a formula for a spreadsheet to run. */
function csvCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `stats/languages.csv`: every language that was found, by tag. */
export function languagesCsv({ statistics }: Facts): string {
  const head = ["tag", "name", "documents", "pages", "characters", "words", "left_out_documents"];
  const rows = [...statistics.languages]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, { documents, pages, characters, words, leftOut }]) => [
      tag,
      findLanguage(tag)?.name ?? "",
      documents,
      pages,
      characters,
      words,
      leftOut,
    ]);
  return [head, ...rows].map((row) => `${row.map(csvCell).join(",")}\n`).join("");
}

/** `CHANGELOG.md`. It has no date: the same build of another day is the same release. */
export function changelog(facts: Facts): string {
  const { statistics, totals, options } = facts;
  const { published, dropped, duplicate } = statistics.outcomes;
  return [
    "# Changelog",
    "",
    "## First build",
    "",
    `- ${counted(published.documents, "document")} in ${counted(publishedLanguages(facts).length, "language")}, from ` +
      `${counted(totals.pages, "page")} in ${counted(totals.files - totals.ignored, "file")}.`,
    `- Left out: ${counted(dropped.documents, "document")} by quality rules, ${counted(duplicate.documents, "duplicate")}.`,
    `- Made by Malmoi ${options.pipelineVersion}.`,
    "",
  ].join("\n");
}
