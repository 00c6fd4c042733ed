import type { BoundingBox } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import { type Moved, within } from "./moved.ts";

/** The part of the page inside a box of whole pixels; at least one pixel each way. */
export function cut(page: PageImage, bbox: BoundingBox): Moved {
  const [x0, y0, x1, y1] = within(page, bbox);
  const left = Math.min(x0, page.width - 1);
  const top = Math.min(y0, page.height - 1);
  const width = Math.max(1, x1 - left);
  const height = Math.max(1, y1 - top);
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const from = (top + y) * page.width + left;
    grey.set(page.grey.subarray(from, from + width), y * width);
  }
  return {
    image: { width, height, dpi: page.dpi, grey },
    toSource: ([a0, b0, a1, b1]) => within(page, [a0 + left, b0 + top, a1 + left, b1 + top]),
  };
}
