import type { Scan } from "@malmoi/schemas";
import { decodePage } from "./decodePage.ts";
import { sharp } from "./sharpSetup.ts";

/** Good enough to see what is on the page; a report of hundreds of pages stays small. */
const QUALITY = 60;

/** A small grey JPEG of a page for reports, at most `maxWidth` pixels wide. Throws like `decodePage`. */
export async function renderPreview(
  path: string,
  format: Scan["format"],
  page: number,
  maxWidth: number,
): Promise<Uint8Array> {
  const { width, height, grey } = await decodePage({ path, format, page });
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .resize({ width: maxWidth, withoutEnlargement: true })
    .jpeg({ quality: QUALITY })
    .toBuffer();
}
