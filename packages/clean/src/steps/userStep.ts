import type { Identification, Provenance, Signals } from "@malmoi/schemas";
import { z } from "zod";

/** A cleaned document as a step of the user's sees it. Read only. */
export interface StepDocument {
  /** The first 32 digits of the scan's SHA-256. */
  readonly id: string;
  /** The file, as `<folder>/<path>`. */
  readonly file: string;
  /** The whole text, normalised and with personal data replaced. */
  readonly text: string;
  /** Page by page, without the white space between pages; numbers are those of the scan. */
  readonly pages: readonly { readonly number: number; readonly text: string }[];
  readonly language: Identification["language"];
  /** What the institution said about it: title, author, date, collection, rights ... */
  readonly provenance: Provenance;
  /** Numbers by which rules judge, of the text as cleaning left it. */
  readonly signals: Signals;
}

/** What a step may answer; nothing leaves the document as it is. */
export const StepResult = z
  .strictObject({
    /** Why the document is left out, in a few words: its reason in ledger, report and `<tag>_removed`. */
    drop: z.string().min(1).optional(),
    /** The new text of every page, as many as there were; "" for nothing. */
    pages: z.array(z.string()).optional(),
  })
  .nullish();
export type StepResult = z.infer<typeof StepResult>;

/**
 * The default export of a step's module. It must answer the same for the same document: what it answered is kept, and it
 * is asked again only if the document, the module or a file that the module names has changed.
 */
export type UserStep = (document: StepDocument) => StepResult | void | Promise<StepResult | void>;
