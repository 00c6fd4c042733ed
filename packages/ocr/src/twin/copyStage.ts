import type { Stage } from "@malmoi/core";
import { FileRef, Page, PageSummary, Sha256 } from "@malmoi/schemas";
import { z } from "zod";
import { within } from "../image/moved.ts";
import { summarisePage } from "../page/ocrPageStage.ts";
import { movedBox } from "./affine.ts";
import { Twin } from "./compareStage.ts";

/** A page that is another scan of a page that was read: `of` is that page, `page` what was read. */
export const CopyInput = z.strictObject({
  label: z.string(),
  number: z.int().positive(),
  twin: Twin,
  of: z.strictObject({ sha256: Sha256, number: z.int().positive() }),
  page: FileRef,
  /** Of the task that read the page, and of the scan that this page is in. */
  digests: z.array(Sha256),
});
export type CopyInput = z.infer<typeof CopyInput>;

/** One task for a page that need not be read: writes the reading of its twin, boxes where they are here. */
export const copyStage: Stage<readonly CopyInput[], Record<string, never>, CopyInput, PageSummary> = {
  name: "ocr.copy",
  version: "1",
  input: CopyInput,
  output: PageSummary,
  limits: { deadlineSeconds: 60, memoryMegabytes: 1500, attempts: 2 },
  *plan(items) {
    for (const input of items) {
      const { label, number, twin, of, digests } = input;
      yield { label, inputs: digests, options: { number, twin: { ...twin }, of: { ...of } }, input };
    }
  },
  async run({ number, twin, of, page: file }, context) {
    const read = Page.parse(JSON.parse(new TextDecoder().decode(await context.read(file))));
    const page = copyOf(read, number, twin, of);
    await context.write("page.json", new TextEncoder().encode(`${JSON.stringify(page)}\n`));
    return summarisePage(page);
  },
};

/** The reading of a page as that of its twin. */
export function copyOf(page: Page, number: number, twin: Twin, of: CopyInput["of"]): Page {
  const { width, height, dpi } = twin;
  const place = (box: Page["blocks"][number]["bbox"]): typeof box => within(twin, movedBox(twin.map, box));
  const percent = (twin.different * 100).toFixed(3);
  return {
    ...page,
    number,
    width,
    height,
    dpi: Math.round(dpi),
    steps: [
      `read once: the same as page ${of.number} of ${of.sha256} (${percent} % of the ink differs)`,
      ...page.steps,
    ],
    blocks: page.blocks.map((block) => ({
      bbox: place(block.bbox),
      lines: block.lines.map((line) => ({
        ...line,
        bbox: place(line.bbox),
        words: line.words.map((word) => ({ ...word, bbox: place(word.bbox) })),
      })),
    })),
  };
}
