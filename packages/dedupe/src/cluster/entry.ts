import { Sha256 } from "@malmoi/schemas";
import { z } from "zod";

/** One document in the manifest of the cluster stage. */
export const ClusterEntry = z.strictObject({
  id: z.string().min(1),
  exact: Sha256,
  sketch: z.string().nullable(),
  /** The OCR engine's, 0-1; null if the text came from a text layer. */
  confidence: z.number().min(0).max(1).nullable(),
  /** Code points of its text. */
  chars: z.int().nonnegative(),
  path: z.string(),
});
export type ClusterEntry = z.infer<typeof ClusterEntry>;

/** What is kept of a document while clusters are made. */
export interface Candidate {
  readonly id: string;
  readonly confidence: number;
  readonly chars: number;
}

/**
 * Orders the better copy first: higher confidence (a text layer counts as 1), then more characters, then the smaller
 * id.
 */
export function compareCandidates(a: Candidate, b: Candidate): number {
  return b.confidence - a.confidence || b.chars - a.chars || (a.id < b.id ? -1 : Number(a.id > b.id));
}
