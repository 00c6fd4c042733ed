import { type Stage, toJsonLines } from "@malmoi/core";
import { CleanDocument, FileRef } from "@malmoi/schemas";
import { z } from "zod";
import { paragraphsOf } from "./paragraphsOf.ts";

export interface ParagraphItem {
  readonly label: string;
  /** A CleanDocument. */
  readonly clean: FileRef;
}

const ParagraphInput = z.strictObject({ clean: FileRef });
export type ParagraphInput = z.infer<typeof ParagraphInput>;

/** One line of `paragraphs.jsonl`, see `Paragraph`. */
export const ParagraphLine = z.strictObject({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  keys: z.array(z.int().nonnegative()),
});

export const ParagraphSummary = z.strictObject({ paragraphs: z.int().nonnegative() });
export type ParagraphSummary = z.infer<typeof ParagraphSummary>;

/** Writes by what each paragraph of a document is known again: `paragraphs.jsonl`. */
export const paragraphStage: Stage<ParagraphItem, Record<string, never>, ParagraphInput, ParagraphSummary> = {
  name: "dedupe.paragraphs",
  version: `1 unicode ${process.versions.unicode}`,
  input: ParagraphInput,
  output: ParagraphSummary,
  limits: { deadlineSeconds: 120, memoryMegabytes: 1500, attempts: 2 },
  *plan({ label, clean }) {
    yield { label, inputs: [clean.sha256], options: {}, input: { clean } };
  },
  async run({ clean }, context) {
    const { text } = CleanDocument.parse(JSON.parse(new TextDecoder().decode(await context.read(clean))));
    const paragraphs = paragraphsOf(text);
    async function* lines(): AsyncGenerator<z.infer<typeof ParagraphLine>> {
      for (const { start, end, keys } of paragraphs) yield { start, end, keys: [...keys] };
    }
    await context.write("paragraphs.jsonl", toJsonLines(lines()));
    return { paragraphs: paragraphs.length };
  },
};
