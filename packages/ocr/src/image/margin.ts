import type { PageImage } from "../decode/pageImage.ts";
import { type Moved, within } from "./moved.ts";
import { paperColour } from "./paperColour.ts";

/**
 * The page with `pixels` of its own paper added on every side: Tesseract misses letters that touch the edge. 40 pixels
 * of white took the CER of 20 Javanese crops of a few lines from 11.5 to 9.6 %, read as one block.
 */
export function addMargin(page: PageImage, pixels: number): Moved {
  const width = page.width + 2 * pixels;
  const height = page.height + 2 * pixels;
  const grey = new Uint8Array(width * height).fill(paperColour(page.grey));
  for (let y = 0; y < page.height; y += 1) {
    grey.set(page.grey.subarray(y * page.width, (y + 1) * page.width), (y + pixels) * width + pixels);
  }
  return {
    image: { width, height, dpi: page.dpi, grey },
    toSource: ([x0, y0, x1, y1]) => within(page, [x0 - pixels, y0 - pixels, x1 - pixels, y1 - pixels]),
  };
}
