import { documentId } from "@malmoi/ocr";
import {
  CleanDocument,
  Decision,
  type DocumentEntry,
  ErrorRecord,
  FileRef,
  Identification,
  PageSummary,
  Provenance,
  Reason,
  Scan,
  Sha256,
  SourceFile,
} from "@malmoi/schemas";
import { z } from "zod";

/**
 * What is known so far of one file of the input, as it goes through the stages; a field is null until its stage has
 * run, and stays null if the file never got there.
 */
export const Trail = z.strictObject({
  /** Order of the walk, for keeping lists in it. Never an identity. */
  ordinal: z.int().nonnegative(),
  folder: z.string(),
  path: z.string(),
  provenance: Provenance,
  file: SourceFile.nullable(),
  /** Path of the file with the same bytes that stands for this one. */
  sameAs: z.string().nullable(),
  /** Why the whole file is quarantined. */
  error: ErrorRecord.nullable(),
  /** A text companion (transcript, listing), no scan. */
  companion: z.boolean(),
  scan: Scan.nullable(),
  pages: z.array(PageSummary.extend({ file: FileRef, digest: Sha256 })),
  failedPages: z.array(z.strictObject({ number: z.int().positive(), error: ErrorRecord })),
  document: FileRef.nullable(),
  identification: Identification.nullable(),
  clean: z
    .strictObject({
      file: FileRef,
      /** The CleanTrace. */
      trace: FileRef,
      textSha256: Sha256,
      chars: z.int().nonnegative(),
      words: z.int().nonnegative(),
      signals: CleanDocument.shape.signals,
      redactions: CleanDocument.shape.redactions,
      /** Why the user's steps leave it out. */
      reasons: z.array(Reason),
    })
    .nullable(),
  decision: Decision.nullable(),
});
export type Trail = z.infer<typeof Trail>;

/** A trail at its start: the file was found, and nothing else is known. */
export function newTrail(
  place: Pick<Trail, "ordinal" | "folder" | "path" | "provenance">,
  found: Pick<Trail, "file"> | Pick<Trail, "error">,
): Trail {
  return {
    ...place,
    file: null,
    sameAs: null,
    error: null,
    companion: false,
    scan: null,
    pages: [],
    failedPages: [],
    document: null,
    identification: null,
    clean: null,
    decision: null,
    ...found,
  };
}

/** For people: the file, with its folder. */
export function labelOf(trail: Pick<Trail, "folder" | "path">): string {
  return `${trail.folder}/${trail.path}`;
}

/** Everything known of a document, once its decision is made; undefined for files that did not become one. */
export function toDocumentEntry(trail: Trail): DocumentEntry | undefined {
  const { scan, document, identification, clean, decision } = trail;
  if (scan === null || document === null || identification === null || clean === null || decision === null) {
    return undefined;
  }
  return {
    id: documentId(scan.sha256),
    folder: trail.folder,
    path: trail.path,
    scan,
    provenance: trail.provenance,
    pages: trail.pages.map(({ digest: _digest, ...page }) => page),
    quarantinedPages: trail.failedPages.map(({ number }) => number),
    document,
    identification,
    clean: clean.file,
    text: { sha256: clean.textSha256, chars: clean.chars, words: clean.words },
    signals: clean.signals,
    redactions: clean.redactions,
    decision,
    repeatedShare: null,
  };
}

/** A place in a list as a key that sorts like the number. */
export function ordinalKey(ordinal: number): string {
  return String(ordinal).padStart(12, "0");
}
