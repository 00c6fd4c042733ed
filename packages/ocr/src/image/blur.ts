import type { PageImage } from "../decode/pageImage.ts";
import { toHistogram } from "./histogram.ts";
import { fromSharp, toSharp } from "./rawSharp.ts";

/** Grey values this near to black and white are those of a bitonal scan that went through JPEG. */
const NEAR = 16;
/** A page in grey has a tenth and more of its pixels between; its paper alone is rarely within 16 of white. */
const BITONAL_SHARE = 0.98;

/** Whether the page is black and white only, as from G4 TIFF or JBIG2: its letters have stairs for edges. */
export function isBitonal({ grey }: PageImage): boolean {
  let between = 0;
  for (const [value, count] of toHistogram(grey).counts.entries()) {
    if (value > NEAR && value < 255 - NEAR) between += count;
  }
  return between <= grey.length * (1 - BITONAL_SHARE);
}

/** Gaussian blur; `sigma` in pixels, 0.3-10. It gives bitonal letters the soft edges that the models learned from. */
export function blur(page: PageImage, sigma: number): Promise<PageImage> {
  return fromSharp(toSharp(page).blur(sigma), page.dpi);
}

/** Median of 3 x 3 pixels: takes out salt and pepper, and the thinnest strokes of small print with it. */
export function despeckle(page: PageImage): Promise<PageImage> {
  return fromSharp(toSharp(page).median(3), page.dpi);
}
