import { InputError, type Stage } from "@malmoi/core";
import { Scan, SourceFile } from "@malmoi/schemas";
import { join } from "node:path";
import { z } from "zod";
import { decodePage } from "../decode/decodePage.ts";
import type { PageImage } from "../decode/pageImage.ts";
import { checkUnchanged } from "../intake/unchanged.ts";
import { Affine, following, inverse } from "./affine.ts";
import { shapeOf } from "./pageShape.ts";
import { samePage } from "./samePage.ts";

const ScannedPage = z.strictObject({ file: SourceFile, scan: Scan, page: z.int().positive() });
export type ScannedPage = z.infer<typeof ScannedPage>;

/** Two pages that look alike: the one to be read, and the one that may be another scan of it. */
export const CompareInput = z.strictObject({ kept: ScannedPage, other: ScannedPage });
export type CompareInput = z.infer<typeof CompareInput>;

/**
 * How one page lies on another: `map` leads from pixels of the kept page to those of the other, `different` is the
 * share of ink without a counterpart.
 */
export const Twin = z.strictObject({
  map: Affine,
  different: z.number(),
  width: z.int().positive(),
  height: z.int().positive(),
  dpi: z.number().positive(),
});
export type Twin = z.infer<typeof Twin>;

export const Comparison = z.strictObject({ twin: Twin.nullable() });
export type Comparison = z.infer<typeof Comparison>;

/** One task for two pages that look alike: are they two scans of one page, to the last letter? */
export const compareStage: Stage<
  CompareInput,
  { readonly libraries: Readonly<Record<string, string>> },
  CompareInput,
  Comparison
> = {
  name: "ocr.compare",
  version: "2",
  input: CompareInput,
  output: Comparison,
  limits: { deadlineSeconds: 60, memoryMegabytes: 1500, attempts: 1 },
  *plan({ kept, other }, { libraries }) {
    yield {
      label: `${other.file.path} page ${other.page}`,
      inputs: [kept.scan.sha256, other.scan.sha256],
      options: { kept: kept.page, other: other.page, libraries: { ...libraries } },
      input: { kept, other },
    };
  },
  async run({ kept, other }) {
    try {
      return { twin: (await compare(await imageOf(kept), await imageOf(other))) ?? null };
    } catch (error) {
      if (error instanceof InputError) return { twin: null };
      throw error;
    }
  },
};

async function imageOf({ file, scan, page }: ScannedPage): Promise<PageImage> {
  await checkUnchanged(file);
  return await decodePage({ path: join(file.folder, file.path), format: scan.format, page });
}

/** How `other` lies on `kept`, or undefined unless both are the same page. */
export async function compare(kept: PageImage, other: PageImage): Promise<Twin | undefined> {
  const [first, second] = [await shapeOf(kept), await shapeOf(other)];
  const overlay = first === undefined || second === undefined ? undefined : samePage(first, second);
  if (first === undefined || second === undefined || overlay === undefined) return undefined;
  const map = following(following(first.fromPage, overlay.map), inverse(second.fromPage));
  const { width, height, dpi } = other;
  return { map, different: Math.round(overlay.different * 1e6) / 1e6, width, height, dpi };
}
