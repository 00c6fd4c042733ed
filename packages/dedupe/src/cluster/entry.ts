import { Sha256 } from "@malmoi/schemas";
import { z } from "zod";

/** One document in the manifest of the cluster stage. */
export const ClusterEntry = z.strictObject({
  id: z.string().min(1),
  exact: Sha256,
  sketch: z.string().nullable(),
  /** How well it was read, 0-1; null if the text came from a text layer, which counts as 1. */
  quality: z.number().min(0).max(1).nullable(),
  /** Code points of its comparable text. */
  chars: z.int().nonnegative(),
  /** How freely its text may be used, 0 the freest. */
  rights: z.int().nonnegative(),
  /** Null if it is not known. */
  year: z.int().nullable(),
  /** It has a row in the published release: others give way to it. */
  released: z.boolean(),
  path: z.string(),
});
export type ClusterEntry = z.infer<typeof ClusterEntry>;
