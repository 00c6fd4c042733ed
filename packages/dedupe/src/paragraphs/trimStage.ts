import { sha256, type Stage } from "@malmoi/core";
import { CleanDocument, FileRef, LanguageTag, Sha256, Signals } from "@malmoi/schemas";
import { z } from "zod";
import { trimmed } from "./trimmed.ts";

const Span = z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative() });

const TrimInput = z.strictObject({
  /** A CleanDocument. */
  clean: FileRef,
  language: LanguageTag,
  /** What is to go, in code points of its text, in order. */
  spans: z.array(Span),
});
export type TrimInput = z.infer<typeof TrimInput>;

export interface TrimItem extends TrimInput {
  readonly label: string;
}

export const TrimSummary = z.strictObject({
  textSha256: Sha256,
  /** Unicode code points. */
  chars: z.int().nonnegative(),
  signals: Signals,
});
export type TrimSummary = z.infer<typeof TrimSummary>;

/**
 * Takes paragraphs out of a document; writes `clean.json`, a CleanDocument. Its words are counted again, the other
 * signals stay those of the whole text, which was judged by them.
 */
export function trimStage({
  countWords,
}: {
  readonly countWords: (text: string, language: LanguageTag) => number;
}): Stage<TrimItem, Record<string, never>, TrimInput, TrimSummary> {
  return {
    name: "dedupe.trim",
    version: `1 icu ${process.versions.icu}`,
    input: TrimInput,
    output: TrimSummary,
    limits: { deadlineSeconds: 120, memoryMegabytes: 1500, attempts: 2 },
    *plan({ label, clean, language, spans }) {
      yield { label, inputs: [clean.sha256], options: { language, spans }, input: { clean, language, spans } };
    },
    async run({ clean, language, spans }, context) {
      const whole = CleanDocument.parse(JSON.parse(new TextDecoder().decode(await context.read(clean))));
      const left = trimmed(whole, spans);
      const signals = { ...whole.signals, word_count: countWords(left.text, language) };
      await context.write("clean.json", new TextEncoder().encode(JSON.stringify({ ...whole, ...left, signals })));
      return { textSha256: sha256(left.text), chars: Array.from(left.text).length, signals };
    },
  };
}
