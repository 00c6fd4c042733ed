import { z } from "zod";
import { Reason } from "./decision.ts";
import { ErrorRecord } from "./task.ts";

/** How a page of a file ended. Every page has exactly one outcome. */
export const Outcome = z.enum(["published", "dropped", "duplicate", "blank", "quarantined"]);
export type Outcome = z.infer<typeof Outcome>;

/**
 * One line of `ledger.jsonl`: some pages of one file that ended in the same way. A file whose pages could not even be
 * counted stands as one page. `ignored` files (text companions) have no pages and are listed for completeness.
 */
export const LedgerEntry = z.strictObject({
  path: z.string(),
  document: z.string().nullable(),
  pages: z.array(z.int().positive()),
  outcome: Outcome.or(z.literal("ignored")),
  /** For dropped pages: every failing rule. For duplicates: how they are like what stands for them. */
  reasons: z.array(Reason),
  /** For duplicates: path of the file, or id of the document, that stands for it. */
  duplicateOf: z.string().nullable(),
  /** For quarantined pages. */
  error: ErrorRecord.nullable(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** Sums of the ledger, in pages; `files` and `ignored` count files. */
export const LedgerTotals = z.strictObject({
  files: z.int().nonnegative(),
  ignored: z.int().nonnegative(),
  pages: z.int().nonnegative(),
  published: z.int().nonnegative(),
  dropped: z.int().nonnegative(),
  duplicate: z.int().nonnegative(),
  blank: z.int().nonnegative(),
  quarantined: z.int().nonnegative(),
});
export type LedgerTotals = z.infer<typeof LedgerTotals>;
