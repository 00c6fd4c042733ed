import { FileRef, LanguageTag, Pipeline, Reason, Sha256 } from "@malmoi/schemas";
import { z } from "zod";

/** Counts known before anything is published. `files` and `ignored` are files, the others pages. */
export const ReleaseTotals = z.strictObject({
  files: z.int().nonnegative(),
  ignored: z.int().nonnegative(),
  pages: z.int().nonnegative(),
  blank: z.int().nonnegative(),
  quarantined: z.int().nonnegative(),
  /** Pages of files that are the same, byte for byte, as another file; they have no document of their own. */
  sameFile: z.int().nonnegative(),
});
export type ReleaseTotals = z.infer<typeof ReleaseTotals>;

/** A file of the release; `rows` is null for what is not data. `path` is relative to the release. */
export const ReleaseFile = z.strictObject({
  path: z.string().min(1),
  bytes: z.int().nonnegative(),
  sha256: Sha256,
  rows: z.int().nonnegative().nullable(),
});
export type ReleaseFile = z.infer<typeof ReleaseFile>;

/** One version in the changelog, as lines of Markdown. */
export const Change = z.strictObject({ version: z.string(), lines: z.array(z.string()) });
export type Change = z.infer<typeof Change>;

/** What must be known of a release to build the next one on top of it: its shards are immutable. */
export const Released = z.strictObject({
  /** `1.2.0`. */
  version: z.string(),
  /** Digest of the columns. */
  columns: Sha256,
  /** Digest of everything that is not data: card, manifest, plots. */
  state: Sha256,
  /** All shards but those of the sample, which is made anew each time. */
  shards: z.array(ReleaseFile),
  /** Oldest first. */
  history: z.array(Change),
  /** How many takedowns its changelog tells of, from the oldest on. */
  takedowns: z.int().nonnegative().default(0),
});
export type Released = z.infer<typeof Released>;

/** One line of `rows.jsonl`, in the order of ids: in which shard a row is, what it is made of, and its tokens. */
export const RowPlace = z.strictObject({
  id: z.string(),
  shard: z.string(),
  digest: Sha256,
  /** 0 in lists of versions that did not count them; their columns were others, so that all rows are written anew. */
  tokens: z.int().nonnegative().default(0),
});
export type RowPlace = z.infer<typeof RowPlace>;

/** What was taken down, for the card, the changelog and everybody who has an earlier version. */
export const PublicTakedown = z.strictObject({ id: z.string(), date: z.iso.date(), reason: z.string() });
export type PublicTakedown = z.infer<typeof PublicTakedown>;

/** What a release is made of. Both files are JSON Lines in ascending order of `id`. */
export const ReleaseItem = z.strictObject({
  /** Lines of DocumentEntry: every document, kept or dropped. One under embargo fails a rule called `embargo`. */
  documents: FileRef,
  /** Lines of ClusterMember. */
  clusters: FileRef,
  totals: ReleaseTotals,
  /** The release that is published already, with its `rows.jsonl`; null if there is none. */
  released: z.strictObject({ record: Released, rows: FileRef }).nullable(),
  /** Everything that was ever taken down, oldest first. */
  takedowns: z.array(PublicTakedown),
});
export type ReleaseItem = z.infer<typeof ReleaseItem>;

export const ReleaseOptions = z.strictObject({
  /** The pipeline's name; the card's examples call a downloaded copy so. */
  name: z.string().min(1),
  /** The dataset on the Hub, `my-archive/letters`; null if it is not known. */
  repository: z.string().min(1).nullable(),
  dataset: Pipeline.shape.dataset,
  /** The languages the pipeline asks for. */
  languages: z.array(LanguageTag),
  /** A shard is closed once it holds this much text (UTF-8, uncompressed, 10^6 bytes). */
  shardMegabytes: z.number().positive(),
  /** Rows a language in the default config `sample`; 0 for no such config. */
  sampleRows: z.int().nonnegative(),
  /** Publish what was left out, under `<tag>_removed`. */
  removed: z.boolean(),
  pipelineVersion: z.string(),
});
export type ReleaseOptions = z.infer<typeof ReleaseOptions>;

export const ReleaseInput = ReleaseItem.extend({ options: ReleaseOptions });
export type ReleaseInput = z.infer<typeof ReleaseInput>;

/** Sums over the published documents of a language. Blank pages do not count; characters are Unicode code points. */
export const LanguageTotals = z.strictObject({
  tag: LanguageTag,
  documents: z.int().nonnegative(),
  pages: z.int().nonnegative(),
  characters: z.int().nonnegative(),
  words: z.int().nonnegative(),
  tokens: z.int().nonnegative(),
});
export type LanguageTotals = z.infer<typeof LanguageTotals>;

export const ReleaseSummary = z.strictObject({
  /** Published documents; the rows of `sample` repeat some of them and do not count. */
  rows: z.int().nonnegative(),
  /** Rows of the `_removed` configs. */
  removed: z.int().nonnegative(),
  /** All files of the release, by path. Those of `kept` are not among the task's own: they stay as they are published. */
  files: z.array(ReleaseFile),
  kept: z.array(z.string()),
  /** This release as the one after it needs to know it. */
  record: Released,
  /** Languages with published documents, by tag. */
  languages: z.array(LanguageTotals),
});
export type ReleaseSummary = z.infer<typeof ReleaseSummary>;

/** One line of `outcomes.jsonl`: what became of a document. In the order of ids. */
export const DocumentOutcome = z.strictObject({
  id: z.string(),
  outcome: z.enum(["published", "dropped", "duplicate"]),
  /**
   * For dropped documents: every failing rule; `embargo` is one of them. For duplicates: `duplicate`, or
   * `duplicate_of_release` if the other one is published already, with kind and similarity.
   */
  reasons: z.array(Reason),
  /** For duplicates: the id of the document that stands for the cluster. */
  duplicateOf: z.string().nullable(),
});
export type DocumentOutcome = z.infer<typeof DocumentOutcome>;
