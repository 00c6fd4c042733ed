import { digestOf } from "@malmoi/core";
import { REDACTION_KINDS, type Row } from "@malmoi/schemas";
import { type Columns, type ColumnValues, sqlType } from "../parquet/columnType.ts";
import { SIGNAL_NAMES } from "./signalNames.ts";

/** The columns of every Parquet file, in the order of `Row`. */
export const ROW_COLUMNS = {
  id: "string",
  text: "string",
  language: "string",
  script: "string",
  language_score: "double",
  languages: { list: { struct: { language: "string", share: "double" } } },
  pages: { list: "int64" },
  page_numbers: { list: "int64" },
  title_src: "string",
  author_src: "string",
  date_src: "string",
  institution: "string",
  collection: "string",
  source_id: "string",
  source_sha256: "string",
  rights: "string",
  license: "string",
  embargo_until: "string",
  extractor: "string",
  ocr_confidence: "double",
  // A struct and not a map: one fixed list of names makes one schema, and `signals.word_count` a column to filter by.
  signals: { struct: Object.fromEntries(SIGNAL_NAMES.map((name) => [name, "double"] as const)) },
  pii_redactions: { struct: Object.fromEntries(REDACTION_KINDS.map((kind) => [kind, "int64"] as const)) },
  duplicate_cluster: "string",
  duplicate_count: "int64",
  duplicate_kind: "string",
  duplicate_similarity: "double",
  near_duplicate_of_release: "string",
  repeated_para_ratio: "double",
  // Values and thresholds are numbers for some rules and words for others, so they are written as text.
  removed_reasons: { list: { struct: { rule: "string", value: "string", threshold: "string" } } },
  char_count: "int64",
  word_count: "int64",
  token_count: "int64",
  pipeline_version: "string",
  text_sha256: "string",
} as const satisfies Columns & Readonly<Record<keyof Row, unknown>>;

/** Digest of names and types, by which a published release knows its columns. */
export function columnsDigest(): string {
  return digestOf(Object.fromEntries(Object.entries(ROW_COLUMNS).map(([name, type]) => [name, sqlType(type)])));
}

const KNOWN: ReadonlySet<string> = new Set(SIGNAL_NAMES);

/** The row as values that fit `ROW_COLUMNS`. Throws if it has a signal without a column. */
export function toColumns(row: Row): ColumnValues {
  for (const name of Object.keys(row.signals)) {
    if (!KNOWN.has(name))
      throw new Error(`document ${row.id} has a signal without a column: ${name}; add it to SIGNAL_NAMES`);
  }
  const removed_reasons = row.removed_reasons.map(({ rule, value, threshold }) => ({
    rule,
    value: String(value),
    threshold: String(threshold),
  }));
  return { ...row, removed_reasons };
}
