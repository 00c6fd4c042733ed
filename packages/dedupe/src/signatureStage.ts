import type { Stage } from "@malmoi/core";
import { CleanDocument, FileRef, Sha256 } from "@malmoi/schemas";
import { z } from "zod";
import { signatureOf } from "./signatureOf.ts";

export interface SignatureItem {
  readonly label: string;
  readonly id: string;
  /** A CleanDocument. */
  readonly clean: FileRef;
}

const SignatureInput = z.strictObject({ id: z.string().min(1), clean: FileRef });
export type SignatureInput = z.infer<typeof SignatureInput>;

/** What of a document is compared with others; see `TextSignature`. */
export const Signature = z.strictObject({
  id: z.string().min(1),
  exact: Sha256,
  chars: z.int().nonnegative(),
  sketch: z.string().nullable(),
});
export type Signature = z.infer<typeof Signature>;

/** Computes what of a document is compared with others. */
export const signatureStage: Stage<SignatureItem, Record<string, never>, SignatureInput, Signature> = {
  name: "dedupe.signature",
  // Which code points are letters, and how they are folded, is Unicode's.
  version: `3 unicode ${process.versions.unicode}`,
  input: SignatureInput,
  output: Signature,
  limits: { deadlineSeconds: 120, memoryMegabytes: 1500, attempts: 2 },
  *plan({ label, id, clean }) {
    yield { label, inputs: [id, clean.sha256], options: {}, input: { id, clean } };
  },
  async run({ id, clean }, context) {
    const { text } = CleanDocument.parse(JSON.parse(new TextDecoder().decode(await context.read(clean))));
    return { id, ...signatureOf(text) };
  },
};
