import { sha256, type Stage } from "@malmoi/core";
import { CleanDocument, Document, FileRef, Identification, Sha256, Signals } from "@malmoi/schemas";
import { z } from "zod";
import { trimmed } from "./trimmed.ts";

const Span = z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative() });

const TrimInput = z.strictObject({
  /** A CleanDocument. */
  clean: FileRef,
  /** The Document it was made of: how its pages were read. */
  document: FileRef,
  language: Identification.shape.language,
  languages: Identification.shape.languages,
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

/** The signals of a text whose pages have so many code points each and were read so. */
export type Measure = (
  text: string,
  pages: readonly (Pick<Document["pages"][number], "source" | "confidence"> & { readonly chars: number })[],
  identified: Pick<Identification, "language" | "languages">,
) => Signals;

/**
 * Takes paragraphs out of a document and measures what is left; writes `clean.json`, a CleanDocument. `measures` is the
 * version of `measure`.
 */
export function trimStage({
  measure,
  measures,
}: {
  readonly measure: Measure;
  readonly measures: string;
}): Stage<TrimItem, Record<string, never>, TrimInput, TrimSummary> {
  return {
    name: "dedupe.trim",
    version: `2 ${measures}`,
    input: TrimInput,
    output: TrimSummary,
    limits: { deadlineSeconds: 120, memoryMegabytes: 1500, attempts: 2 },
    *plan({ label, clean, document, language, languages, spans }) {
      yield {
        label,
        inputs: [clean.sha256, document.sha256],
        options: { language, languages, spans },
        input: { clean, document, language, languages, spans },
      };
    },
    async run({ clean, document, language, languages, spans }, context) {
      const json = async (ref: FileRef): Promise<unknown> =>
        JSON.parse(new TextDecoder().decode(await context.read(ref)));
      const whole = CleanDocument.parse(await json(clean));
      const read = new Map(Document.parse(await json(document)).pages.map((page) => [page.number, page]));
      const left = trimmed(whole, spans);
      const pages = left.pages.flatMap(({ number, end }, index) => {
        const page = read.get(number);
        const chars = end - (left.pages[index - 1]?.end ?? 0);
        return page === undefined ? [] : [{ source: page.source, confidence: page.confidence, chars }];
      });
      const signals = measure(left.text, pages, { language, languages });
      await context.write("clean.json", new TextEncoder().encode(JSON.stringify({ ...whole, ...left, signals })));
      return { textSha256: sha256(left.text), chars: Array.from(left.text).length, signals };
    },
  };
}
