import { z } from "zod";
import { LanguageTag } from "./languageTag.ts";

/**
 * What the institution says about one file of its submission; it goes before what is said of all. `path` is relative to
 * the submission's folder. With `rights` of its own a document has no licence but its own.
 */
export const SubmittedDocument = z.strictObject({
  path: z.string().min(1),
  title: z.string().optional(),
  author: z.string().optional(),
  date: z.string().optional(),
  language: LanguageTag.optional(),
  rights: z.string().min(1).optional(),
  license: z.string().min(1).optional(),
  embargoUntil: z.iso.date().optional(),
});
export type SubmittedDocument = z.infer<typeof SubmittedDocument>;

/**
 * `submission.json`: who brought these scans, under which rights. Fields are as the institution gave them; the
 * published row repeats them with the suffix `_src`.
 */
export const Submission = z.strictObject({
  institution: z.string().min(1),
  collection: z.string().default(""),
  agreement: z.string().optional(),
  contact: z.string().optional(),
  /** A rightsstatements.org or Creative Commons address, or a sentence. */
  rights: z.string().min(1),
  /** An SPDX licence identifier, or `other`. */
  license: z.string().min(1),
  /** The first day on which the text may be published, `YYYY-MM-DD`. */
  embargoUntil: z.iso.date().optional(),
  /** The language of all its documents, unless a document says otherwise. */
  language: LanguageTag.optional(),
  documents: z.array(SubmittedDocument).default([]),
});
export type Submission = z.infer<typeof Submission>;
