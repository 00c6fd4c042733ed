import type { PageImage } from "../decode/pageImage.ts";
import type { Ink } from "./ink.ts";

/** Height of the strip: eight or nine lines of a book, but no more than a quarter of the page. */
const STRIP_INCHES = 1.5;
const STRIP_SHARE = 0.25;
/** The cut is moved by up to this much to fall between two lines. */
const SNAP_INCHES = 0.12;

/** The horizontal strip of the page with most text-sized ink, cut between lines where possible. */
export function densestStrip(page: PageImage, ink: Ink): PageImage {
  const dpi = page.dpi / ink.factor;
  const rows = rowSums(ink);
  const wanted = Math.max(1, Math.round(Math.min(STRIP_INCHES * dpi, ink.height * STRIP_SHARE)));
  const start = densestWindow(rows, wanted);
  const snap = Math.round(SNAP_INCHES * dpi);
  const y0 = emptiest(rows, start, snap);
  const y1 = Math.max(y0 + 1, emptiest(rows, start + wanted, snap));
  const top = y0 * ink.factor;
  const bottom = Math.min(page.height, y1 * ink.factor);
  return {
    width: page.width,
    height: bottom - top,
    dpi: page.dpi,
    grey: page.grey.slice(top * page.width, bottom * page.width),
  };
}

function rowSums({ text, width, height }: Ink): number[] {
  return Array.from({ length: height }, (_, y) => {
    let sum = 0;
    for (let at = y * width; at < (y + 1) * width; at += 1) sum += text[at] ?? 0;
    return sum;
  });
}

function densestWindow(rows: readonly number[], length: number): number {
  let sum = rows.slice(0, length).reduce((a, b) => a + b, 0);
  let best = sum;
  let start = 0;
  for (let end = length; end < rows.length; end += 1) {
    sum += (rows[end] ?? 0) - (rows[end - length] ?? 0);
    if (sum <= best) continue;
    best = sum;
    start = end - length + 1;
  }
  return start;
}

/** The row with least ink within `reach` of `row`, the nearest one if several have as little. */
function emptiest(rows: readonly number[], row: number, reach: number): number {
  let best = Math.min(rows.length, row);
  for (let distance = 1; distance <= reach; distance += 1) {
    for (const candidate of [row - distance, row + distance]) {
      const inside = candidate >= 0 && candidate < rows.length;
      if (inside && (rows[candidate] ?? 0) < (rows[best] ?? 0)) best = candidate;
    }
  }
  return best;
}
