import type { BoundingBox } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import { shrink } from "../page/shrink.ts";
import { paperColour } from "./paperColour.ts";

/** Borders are looked for at about this resolution. */
const WORKING_DPI = 50;
/** Darker than this share of the paper: the scanner's lid or a table, hardly ever stained paper. */
const DARK = 0.5;
/** A row or column of a border is dark over at least this share; of text, even of a headline in bold, over less. */
const BORDER_SHARE = 0.5;
/** A border begins at the image's edge, give or take this share of the side, */
const BEGINS = 0.015;
/** and is no wider than this: a picture that bleeds off the page is. */
const WIDEST = 0.15;

/**
 * The page without the dark borders of the scanner: a box in pixels of the page, all of it where there are none. Each
 * side by itself; what lies inside a light margin is never cut.
 */
export function contentBox(page: PageImage): BoundingBox {
  const factor = Math.max(1, Math.round(page.dpi / WORKING_DPI));
  const { width, height, grey } = shrink(page, factor);
  const dark = paperColour(grey) * DARK;
  const columns = new Float64Array(width);
  const rows = new Float64Array(height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((grey[y * width + x] ?? 255) >= dark) continue;
      columns[x] = (columns[x] ?? 0) + 1 / height;
      rows[y] = (rows[y] ?? 0) + 1 / width;
    }
  }
  const [left, top] = [borderOf(columns), borderOf(rows)];
  const [right, bottom] = [borderOf(columns.toReversed()), borderOf(rows.toReversed())];
  return [
    left * factor,
    top * factor,
    right === 0 ? page.width : (width - right) * factor,
    bottom === 0 ? page.height : (height - bottom) * factor,
  ];
}

/** Number of lines from the start that belong to a border, its soft edge included; 0 without one. */
function borderOf(shares: Float64Array): number {
  const latest = Math.ceil(shares.length * BEGINS);
  let start = 0;
  while (start <= latest && (shares[start] ?? 0) < BORDER_SHARE) start += 1;
  if (start > latest) return 0;
  let end = start;
  while (end < shares.length && (shares[end] ?? 0) >= BORDER_SHARE) end += 1;
  return end > shares.length * WIDEST ? 0 : end + 1;
}
