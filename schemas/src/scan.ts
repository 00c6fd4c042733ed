import { z } from "zod";
import { Sha256 } from "./sha256.ts";

/** One file found in an input folder. `path` is relative to that folder, with `/`, exactly as the file system spells it. */
export const SourceFile = z.strictObject({
  /** The input folder, absolute. */
  folder: z.string().min(1),
  path: z.string().min(1),
  bytes: z.int().nonnegative(),
  sha256: Sha256,
});
export type SourceFile = z.infer<typeof SourceFile>;

/** What a file is, by its first bytes and never by its name. `text` is a companion (a transcript, a listing), not a scan. */
export const ScanFormat = z.enum(["jpeg", "png", "tiff", "webp", "gif", "jpeg2000", "pdf", "text", "unknown"]);
export type ScanFormat = z.infer<typeof ScanFormat>;

/**
 * A file accepted at intake: its identity is its digest. `pages` is what the container promises; a page that later
 * cannot be read is quarantined alone.
 */
export const Scan = z.strictObject({
  sha256: Sha256,
  bytes: z.int().positive(),
  format: ScanFormat.exclude(["text", "unknown"]),
  pages: z.int().positive(),
});
export type Scan = z.infer<typeof Scan>;
