import { z } from "zod";
import { Signals } from "./document.ts";
import { Reason } from "./decision.ts";
import { LanguageTag } from "./languageTag.ts";
import { RedactionCounts } from "./redaction.ts";
import { Sha256 } from "./sha256.ts";

/**
 * One published row: one document, the same columns for every language. `_src` = as the institution gave it.
 * Missing values are `null`, never absent, so that every shard has the same schema.
 */
export const Row = z.strictObject({
  id: z.string(),
  text: z.string(),
  language: LanguageTag,
  script: z.string(),
  language_score: z.number(),
  languages: z.array(z.strictObject({ language: LanguageTag, share: z.number() })),
  /** End of each page in `text`, in Unicode code points (Python string indices); page i is text[pages[i-1]:pages[i]]. */
  pages: z.array(z.int().nonnegative()),
  /** The page number in the source of each entry of `pages`. */
  page_numbers: z.array(z.int().positive()),
  title_src: z.string().nullable(),
  author_src: z.string().nullable(),
  date_src: z.string().nullable(),
  institution: z.string().nullable(),
  collection: z.string().nullable(),
  /** The file's path inside its submission. */
  source_id: z.string(),
  source_sha256: Sha256,
  rights: z.string().nullable(),
  license: z.string().nullable(),
  embargo_until: z.string().nullable(),
  /** `text-layer`, or engine and models, joined by " + " if pages differ. */
  extractor: z.string(),
  /** Mean over recognised pages, weighted by characters; null if all text came from a text layer. */
  ocr_confidence: z.number().nullable(),
  signals: Signals,
  pii_redactions: RedactionCounts,
  /** Id of the representative of the duplicate cluster; the row's own id if it has no duplicates. */
  duplicate_cluster: z.string(),
  /** Number of documents in the cluster, this one included. */
  duplicate_count: z.int().positive(),
  /** How a document that was left out relates to the one that stands for it, see `ClusterMember`; null for others. */
  duplicate_kind: z.enum(["exact", "near", "contained"]).nullable(),
  /** Which share of the smaller text is in the larger, 0-1; null for documents that are nobody's duplicates. */
  duplicate_similarity: z.number().nullable(),
  /** Id of a row of an earlier release of which this document is a copy or a part; it was left out for that. */
  near_duplicate_of_release: z.string().nullable(),
  /** Share of the text in paragraphs that three documents of the release or more have; null for what was left out. */
  repeated_para_ratio: z.number().nullable(),
  /** Empty for published rows; why a row of a `_removed` config was left out. */
  removed_reasons: z.array(Reason),
  char_count: z.int().nonnegative(),
  word_count: z.int().nonnegative(),
  /** By the tokenizer o200k_base. */
  token_count: z.int().nonnegative(),
  pipeline_version: z.string(),
  text_sha256: Sha256,
});
export type Row = z.infer<typeof Row>;
