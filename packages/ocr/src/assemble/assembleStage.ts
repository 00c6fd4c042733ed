import type { Stage } from "@malmoi/core";
import { FileRef, LanguageTag, Page, PageSummary, Scan, Sha256 } from "@malmoi/schemas";
import { z } from "zod";
import { assemble } from "./assemble.ts";
import { type PageLines, toPageLines } from "./pageLines.ts";

const AssemblePage = z.strictObject({ summary: PageSummary, digest: Sha256, file: FileRef });

/** A scan and its pages that were read; `digest` is that of the page's task, `file` its page.json. */
export interface AssembleItem {
  readonly label: string;
  readonly scan: Scan;
  readonly pages: readonly z.infer<typeof AssemblePage>[];
  /** As the institution declared it. */
  readonly language?: LanguageTag | null;
}

export const AssembleInput = z.strictObject({
  scan: Scan,
  pages: z.array(FileRef),
  language: LanguageTag.nullable(),
});
export type AssembleInput = z.infer<typeof AssembleInput>;

export const DocumentSummary = z.strictObject({
  id: z.string(),
  /** Pages that were read, blank ones included. */
  pages: z.int().nonnegative(),
  /** Pages with text. */
  textPages: z.int().nonnegative(),
  /** Unicode code points of the text. */
  chars: z.int().nonnegative(),
  /** Lines taken out: running heads, feet and page numbers. */
  furniture: z.int().nonnegative(),
});
export type DocumentSummary = z.infer<typeof DocumentSummary>;

/** One task a scan: puts its pages together and writes `document.json`, a `Document`. */
export const assembleStage: Stage<AssembleItem, Record<string, never>, AssembleInput, DocumentSummary> = {
  name: "ocr.document",
  version: "4",
  input: AssembleInput,
  output: DocumentSummary,
  limits: { deadlineSeconds: 300, memoryMegabytes: 1500, attempts: 2 },
  *plan({ label, scan, pages, language = null }) {
    const inOrder = pages.toSorted((a, b) => a.summary.number - b.summary.number);
    yield {
      label,
      inputs: [scan.sha256, ...inOrder.map(({ digest }) => digest)],
      options: { language },
      input: { scan, pages: inOrder.map(({ file }) => file), language },
    };
  },
  async run({ scan, pages, language }, context) {
    const read: PageLines[] = [];
    // One at a time: a page's boxes weigh a hundred times its text.
    for (const ref of pages) {
      const page: unknown = JSON.parse(new TextDecoder().decode(await context.read(ref)));
      read.push(toPageLines(Page.parse(page)));
    }
    const document = assemble(scan.sha256, read, language ?? undefined);
    await context.write("document.json", new TextEncoder().encode(`${JSON.stringify(document)}\n`));
    return {
      id: document.id,
      pages: read.length,
      textPages: read.filter(({ lines }) => lines.length > 0).length,
      chars: document.pages.at(-1)?.end ?? 0,
      furniture: document.pages.reduce((sum, { furniture }) => sum + furniture.length, 0),
    };
  },
};
