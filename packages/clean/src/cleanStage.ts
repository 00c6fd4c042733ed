import { sha256, type Stage } from "@malmoi/core";
import {
  Document,
  FileRef,
  LanguageTag,
  RedactionCounts,
  RedactionKind,
  Sha256,
  Signals,
  Identification,
} from "@malmoi/schemas";
import { z } from "zod";
import { cleanDocument } from "./cleanDocument.ts";
import { codePointLength } from "./codePoints.ts";
import { qualityModelDigest } from "./quality/loadModel.ts";
import { REDACTION_VERSION } from "./redact/redact.ts";
import { RULES_VERSION } from "./rules/rules.ts";

/** The version of the `libphonenumber-js` dependency; a test compares these with what is installed. */
export const PHONE_VERSION = "1.13.16";
/** Those of `stdnum` and `ibantools`, which know numbers of persons and accounts. */
export const ID_VERSION = "1.12.0";
export const IBAN_VERSION = "4.5.4";

export interface CleanItem {
  readonly label: string;
  /** A Document. */
  readonly document: FileRef;
  readonly identification: Identification;
}

export const CleanOptions = z.strictObject({ redact: z.array(RedactionKind) });
export type CleanOptions = z.infer<typeof CleanOptions>;

/** Of what identification found, only what signals and telephone numbers depend on. */
const CleanInput = CleanOptions.extend({
  document: FileRef,
  language: LanguageTag,
  encoding: Identification.shape.encoding,
  /** For the share of other languages. */
  languages: Identification.shape.languages,
});
export type CleanInput = z.infer<typeof CleanInput>;

/** What the ledger needs to know of a cleaned document; the text itself is in `clean.json`. */
export const CleanSummary = z.strictObject({
  textSha256: Sha256,
  /** Unicode code points. */
  chars: z.int().nonnegative(),
  words: z.int().nonnegative(),
  signals: Signals,
  redactions: RedactionCounts,
});
export type CleanSummary = z.infer<typeof CleanSummary>;

/** What signals depend on beside the text: models of characters; word segmentation differs between versions of ICU. */
export const MEASURES = `characters ${qualityModelDigest()} icu ${process.versions.icu}`;

/** Normalises, redacts and measures a document; writes `clean.json`, a CleanDocument, and `trace.json`, a CleanTrace. */
export const cleanStage: Stage<CleanItem, CleanOptions, CleanInput, CleanSummary> = {
  name: "clean.text",
  // Telephone and other numbers differ between versions of their metadata.
  version: `10 rules ${RULES_VERSION} redaction ${REDACTION_VERSION} ${MEASURES} libphonenumber-js ${PHONE_VERSION} stdnum ${ID_VERSION} ibantools ${IBAN_VERSION}`,
  input: CleanInput,
  output: CleanSummary,
  // A text layer may be a line of a hundred megabytes: a minute of processor time, and 1.2 GB and more.
  limits: { deadlineSeconds: 600, memoryMegabytes: 3000, attempts: 2 },
  *plan({ label, document, identification: { language, encoding, languages } }, options) {
    const redact = [...new Set(options.redact)].toSorted();
    yield {
      label,
      inputs: [document.sha256],
      options: { redact, language, encoding, languages },
      input: { document, language, encoding, languages, redact },
    };
  },
  async run({ document, redact, ...identified }, context) {
    const read = Document.parse(JSON.parse(new TextDecoder().decode(await context.read(document))));
    const { clean, trace } = cleanDocument(read, identified, redact);
    await context.write("clean.json", new TextEncoder().encode(JSON.stringify(clean)));
    await context.write("trace.json", new TextEncoder().encode(JSON.stringify(trace)));
    return {
      textSha256: sha256(clean.text),
      chars: codePointLength(clean.text),
      words: clean.signals["word_count"] ?? 0,
      signals: clean.signals,
      redactions: clean.redactions,
    };
  },
};
