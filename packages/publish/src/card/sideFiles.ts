import { canonicalJson } from "@malmoi/core";
import { findLanguage } from "@malmoi/schemas";
import type { ReleaseFile } from "../release/releaseRecords.ts";
import type { Facts } from "./facts.ts";

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
  const head = ["tag", "name", "documents", "pages", "characters", "words", "tokens_o200k_base", "left_out_documents"];
  const rows = [...statistics.languages]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, { documents, pages, characters, words, tokens, leftOut }]) => [
      tag,
      findLanguage(tag)?.name ?? "",
      documents,
      pages,
      characters,
      words,
      tokens,
      leftOut,
    ]);
  return [head, ...rows].map((row) => `${row.map(csvCell).join(",")}\n`).join("");
}

/** `CHANGELOG.md`, newest version first. */
export function changelog({ history }: Facts): string {
  const versions = history
    .toReversed()
    .map(({ version, lines }) => [`## v${version}`, "", ...lines.map((line) => `- ${line}`), ""]);
  return ["# Changelog", "", ...versions.flat()].join("\n");
}

/** `takedowns.jsonl`: ids that whoever has an earlier version should delete from it. */
export function takedownLines({ takedowns }: Facts): string {
  return takedowns.map((takedown) => `${canonicalJson(takedown)}\n`).join("");
}
