import { InputError, type Stage } from "@malmoi/core";
import { Scan, SourceFile } from "@malmoi/schemas";
import { join } from "node:path";
import { z } from "zod";
import { decodePage, type PageLocation, readPdfContent } from "../decode/decodePage.ts";
import { checkUnchanged } from "../intake/unchanged.ts";
import { judgeTextLayer } from "../textLayer/judgeTextLayer.ts";
import { glanceAt } from "./pageShape.ts";
import { sketchOf } from "./sketch.ts";

/** A scan whose pages may be those of another. */
export interface LookItem {
  readonly file: SourceFile;
  readonly scan: Scan;
}

export interface LookOptions {
  /** A page whose own text is used needs no reading, and no twin. */
  readonly textLayer: boolean;
  readonly libraries: Readonly<Record<string, string>>;
}

export const LookInput = z.strictObject({
  file: SourceFile,
  scan: Scan,
  page: z.int().positive(),
  textLayer: z.boolean(),
});
export type LookInput = z.infer<typeof LookInput>;

/** `sketch` is null for a page that cannot be known again: no print, too little of it, or not readable at all. */
export const PageLook = z.strictObject({ sketch: z.string().nullable(), pixels: z.int().nonnegative() });
export type PageLook = z.infer<typeof PageLook>;

/** One task a page: what it looks like from afar, so that a page that was scanned twice need be read only once. */
export const lookStage: Stage<LookItem, LookOptions, LookInput, PageLook> = {
  name: "ocr.look",
  version: "2",
  input: LookInput,
  output: PageLook,
  // Whatever goes wrong here goes wrong again when the page is read, and is said then.
  limits: { deadlineSeconds: 60, memoryMegabytes: 1500, attempts: 1 },
  *plan({ file, scan }, { textLayer, libraries }) {
    for (let page = 1; page <= scan.pages; page += 1) {
      yield {
        label: `${file.path} page ${page}`,
        inputs: [scan.sha256],
        options: { page, textLayer, libraries: { ...libraries } },
        input: { file, scan, page, textLayer },
      };
    }
  },
  async run({ file, scan, page, textLayer }) {
    await checkUnchanged(file);
    try {
      return await look({ path: join(file.folder, file.path), format: scan.format, page }, textLayer);
    } catch (error) {
      if (error instanceof InputError) return { sketch: null, pixels: 0 };
      throw error;
    }
  },
};

async function look(location: PageLocation, textLayer: boolean): Promise<PageLook> {
  if (location.format === "pdf" && textLayer) {
    const { trust } = judgeTextLayer(location.page, await readPdfContent(location));
    if (trust !== false) return { sketch: null, pixels: 0 };
  }
  const image = await decodePage(location);
  const glance = glanceAt(image);
  const sketch = glance === undefined ? undefined : sketchOf(glance);
  return { sketch: sketch ?? null, pixels: image.width * image.height };
}
