import { type Columns, structType } from "@malmoi/core";
import { REDACTION_KINDS, type Row } from "@malmoi/schemas";
import { SIGNAL_NAMES } from "./signalNames.ts";

/** The columns of every Parquet file, in the order of `Row`, with their DuckDB types. Integers have 64 bits. */
export const ROW_COLUMNS = {
  id: "VARCHAR",
  text: "VARCHAR",
  language: "VARCHAR",
  script: "VARCHAR",
  language_score: "DOUBLE",
  languages: `${structType({ language: "VARCHAR", share: "DOUBLE" })}[]`,
  pages: "BIGINT[]",
  page_numbers: "BIGINT[]",
  title_src: "VARCHAR",
  author_src: "VARCHAR",
  date_src: "VARCHAR",
  institution: "VARCHAR",
  collection: "VARCHAR",
  source_id: "VARCHAR",
  source_sha256: "VARCHAR",
  rights: "VARCHAR",
  license: "VARCHAR",
  embargo_until: "VARCHAR",
  extractor: "VARCHAR",
  ocr_confidence: "DOUBLE",
  // A struct and not a map: one fixed list of names makes one schema, and `signals.word_count` a column to filter by.
  signals: structType(Object.fromEntries(SIGNAL_NAMES.map((name) => [name, "DOUBLE"]))),
  pii_redactions: structType(Object.fromEntries(REDACTION_KINDS.map((kind) => [kind, "BIGINT"]))),
  duplicate_cluster: "VARCHAR",
  duplicate_count: "BIGINT",
  duplicate_kind: "VARCHAR",
  duplicate_similarity: "DOUBLE",
  near_duplicate_of_release: "VARCHAR",
  repeated_para_ratio: "DOUBLE",
  // Values and thresholds are numbers for some rules and words for others, so they are written as text.
  removed_reasons: `${structType({ rule: "VARCHAR", value: "VARCHAR", threshold: "VARCHAR" })}[]`,
  char_count: "BIGINT",
  word_count: "BIGINT",
  token_count: "BIGINT",
  pipeline_version: "VARCHAR",
  text_sha256: "VARCHAR",
} as const satisfies Columns & Readonly<Record<keyof Row, string>>;

const KNOWN: ReadonlySet<string> = new Set(SIGNAL_NAMES);

/** The row as a line of JSON whose values fit `ROW_COLUMNS`. Throws if it has a signal without a column. */
export function toColumnsJson(row: Row): string {
  const unknown = Object.keys(row.signals).filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) {
    throw new Error(`document ${row.id} has signals without a column: ${unknown.join(", ")}; add them to SIGNAL_NAMES`);
  }
  const removed_reasons = row.removed_reasons.map(({ rule, value, threshold }) => ({
    rule,
    value: String(value),
    threshold: String(threshold),
  }));
  return JSON.stringify({ ...row, removed_reasons });
}
