import { z } from "zod";
import { Decision } from "./decision.ts";
import { Identification, Signals } from "./document.ts";
import { FileRef } from "./fileRef.ts";
import { LanguageTag } from "./languageTag.ts";
import { PageSummary } from "./page.ts";
import { RedactionCounts } from "./redaction.ts";
import { Scan } from "./scan.ts";
import { Sha256 } from "./sha256.ts";

/** What the institution said about a document, with its submission's rights. Null where it said nothing. */
export const Provenance = z.strictObject({
  language: LanguageTag.nullable(),
  title: z.string().nullable(),
  author: z.string().nullable(),
  date: z.string().nullable(),
  institution: z.string().nullable(),
  collection: z.string().nullable(),
  rights: z.string().nullable(),
  license: z.string().nullable(),
  embargoUntil: z.string().nullable(),
});
export type Provenance = z.infer<typeof Provenance>;

/** Everything known about one document before duplicates are looked for: one line of `documents.jsonl`. */
export const DocumentEntry = z.strictObject({
  id: z.string(),
  /** The input folder as the pipeline names it, and the path inside it. */
  folder: z.string(),
  path: z.string(),
  scan: Scan,
  provenance: Provenance,
  /** Read pages (blank ones too); `file` holds the Page with its words and boxes. */
  pages: z.array(PageSummary.extend({ file: FileRef })),
  quarantinedPages: z.array(z.int().positive()),
  /** The assembled Document. */
  document: FileRef,
  identification: Identification,
  /** The CleanDocument. */
  clean: FileRef,
  text: z.strictObject({ sha256: Sha256, chars: z.int().nonnegative(), words: z.int().nonnegative() }),
  signals: Signals,
  redactions: RedactionCounts,
  decision: Decision,
  /** Share of the text in paragraphs that three documents or more have, 0-1; null for text that is left out. */
  repeatedShare: z.number().min(0).max(1).nullable(),
});
export type DocumentEntry = z.infer<typeof DocumentEntry>;

/**
 * One line of `clusters.jsonl`: a document that has duplicates. `representative` is the document that is published
 * for the cluster (for the representative itself: its own id). `similarity` is to the representative: which share of the
 * smaller text is in the larger, 0-1. `kind`: `exact`, letters and digits are the same; `near`, a copy of it; `contained`,
 * less than half as long as it, and a part of it.
 */
export const ClusterMember = z.strictObject({
  id: z.string(),
  representative: z.string(),
  size: z.int().min(2),
  similarity: z.number().min(0).max(1),
  kind: z.enum(["exact", "near", "contained"]),
  /** Its row is published already, and stays, whatever is found of the same text later. */
  released: z.boolean(),
  /** So is the representative's. */
  representativeReleased: z.boolean(),
});
export type ClusterMember = z.infer<typeof ClusterMember>;

/**
 * One line of `repeated.jsonl`: paragraphs of a document that others have, in code points of its text, and how many
 * documents have each, this one included; some more may have it in a reading too bad to tell.
 */
export const RepeatedParagraphs = z.strictObject({
  id: z.string(),
  paragraphs: z.array(
    z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative(), documents: z.int().min(2) }),
  ),
});
export type RepeatedParagraphs = z.infer<typeof RepeatedParagraphs>;
