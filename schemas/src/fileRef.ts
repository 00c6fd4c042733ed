import { z } from "zod";
import { Sha256 } from "./sha256.ts";

/** A file in the work store, with the digest it must have. */
export const FileRef = z.strictObject({ key: z.string().min(1), sha256: Sha256 });
export type FileRef = z.infer<typeof FileRef>;
