import { type Row, SIGNALS } from "@malmoi/schemas";
import type { ColumnType } from "../parquet/columnType.ts";
import { ROW_COLUMNS } from "../release/columns.ts";
import { table } from "./markdown.ts";

/** What each column says, in one line. */
const MEANINGS: Readonly<Record<keyof Row, string>> = {
  id: "identity of the document: the first 32 digits of the source file's SHA-256",
  text: "the clean text; pages follow one another",
  language: "identified language, ISO 639-3 + ISO 15924, or `und`",
  script: "ISO 15924 code of the script with most letters",
  language_score: "share of the text that is in `language`, 0-1",
  languages: "all languages found, with their shares, largest first",
  pages: "where each page ends in `text`, in Unicode code points: page i is `text[pages[i-1]:pages[i]]` in Python",
  page_numbers: "the number in the source of each entry of `pages`",
  title_src: "title",
  author_src: "author",
  date_src: "date, in whatever form it was given",
  institution: "who brought the document",
  collection: "the collection it belongs to there",
  source_id: "path of the file in its submission",
  source_sha256: "SHA-256 of the file",
  rights: "rights statement of the submission",
  license: "licence of the submission, SPDX or `other`",
  embargo_until: "first day on which the text could be published, null if there was no embargo",
  extractor: "`text-layer`, or engine and models; joined by ` + ` if pages differ",
  ocr_confidence: "mean confidence of recognised pages, 0-1, weighted by characters; null if nothing was recognised",
  signals: "numbers by which quality rules judge; null where a signal does not apply",
  pii_redactions: "how many spans of personal data were replaced, by kind",
  duplicate_cluster: "`id` of the document that stands for all of the same text; the row's own if it has no duplicates",
  duplicate_count: "documents in that cluster when the row was written, this one included",
  duplicate_kind: "for text left out: `exact`, `near`, or `contained` if it is a small part of what stands for it",
  duplicate_similarity: "which share of the smaller text is in the larger, 0-1",
  near_duplicate_of_release: "`id` of the row of an earlier release for which this text was left out",
  repeated_para_ratio:
    "share of the text, before any were taken out, in paragraphs that at least three documents had when the row was written: letterheads, formulas; 0-1",
  removed_reasons: "empty for published rows; in `_removed` configs every rule that failed, with value and threshold",
  char_count: "Unicode code points in `text`",
  word_count: "words in `text` (UAX #29)",
  token_count: "tokens in `text`, by o200k_base",
  pipeline_version: "version of Malmoi that made the row",
  text_sha256: "SHA-256 of `text` in UTF-8",
};

function typeName(type: ColumnType): string {
  if (typeof type === "string") return type;
  return "list" in type ? `list of ${typeName(type.list)}` : "struct";
}

/** What a column says; empty for a name that is none. */
export function fieldMeaning(name: string): string {
  return Object.entries(MEANINGS).find(([column]) => column === name)?.[1] ?? "";
}

/** The table of columns. */
export function fieldsTable(): string {
  const rows = Object.entries(MEANINGS).map(([name, meaning]) => {
    const type = Object.entries(ROW_COLUMNS).find(([column]) => column === name)?.[1];
    return [`\`${name}\``, type === undefined ? "" : typeName(type), meaning];
  });
  return table(["field", "type", "meaning"], rows);
}

/** The table of quality signals, the columns inside `signals`. */
export function signalsTable(): string {
  const rows = Object.entries(SIGNALS).map(([name, { source, unit, what }]) => [`\`${name}\``, unit, what, source]);
  return table(["signal", "unit", "what it counts", "rule of"], rows);
}
