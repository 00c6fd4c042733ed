import type { Stage } from "@malmoi/core";
import { Document, FileRef, Identification, LanguageTag } from "@malmoi/schemas";
import { z } from "zod";
import { identify } from "./identify.ts";
import { FRANC_VERSION } from "./longTail.ts";
import { modelDigest } from "./model/loadModel.ts";

export interface LanguageItem {
  readonly label: string;
  /** A Document. */
  readonly document: FileRef;
  readonly declared: LanguageTag | null;
}

const LanguageInput = z.strictObject({ document: FileRef, declared: LanguageTag.nullable() });
export type LanguageInput = z.infer<typeof LanguageInput>;

/** Says which languages a document is in. Numbers only; whether they are enough is decided later. */
export const languageStage: Stage<LanguageItem, Record<string, never>, LanguageInput, Identification> = {
  name: "language",
  // A new model identifies anew. ICU brings the Unicode properties by which letters are counted.
  get version() {
    return `5 model ${modelDigest()} franc ${FRANC_VERSION} unicode ${process.versions.unicode}`;
  },
  input: LanguageInput,
  output: Identification,
  limits: { deadlineSeconds: 120, memoryMegabytes: 1500, attempts: 2 },
  *plan({ label, document, declared }) {
    yield { label, inputs: [document.sha256], options: { declared }, input: { document, declared } };
  },
  async run({ document, declared }, context) {
    const { text } = Document.parse(JSON.parse(new TextDecoder().decode(await context.read(document))));
    return identify(text, { declared: declared ?? undefined });
  },
};
