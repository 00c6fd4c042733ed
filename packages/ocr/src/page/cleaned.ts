import type { PageImage } from "../decode/pageImage.ts";
import { withoutFolds } from "../image/fold.ts";
import { withoutGrain } from "../image/grain.ts";
import { flatten } from "../image/light.ts";
import { type Ink, inkOf } from "./ink.ts";

/** A page as it is read, the ink on it, and what was done, in order. */
export interface Cleaned {
  readonly image: PageImage;
  readonly ink: Ink;
  readonly steps: readonly string[];
}

/** A fold draws a line down the page; where it is not broken, the ink that it crosses is a piece so tall. */
const TALL = 0.3;

/**
 * The engine takes one threshold for all of a page: where the paper under some of its text is this much darker than under
 * the rest (a photograph, the gutter of a thick book, a stain, half of a page in shadow), it loses that text. Evenly lit
 * pages lie at 0.8 to 1.
 */
const EVEN = 0.75;

/** What time, light and the scanner's sensor have added to a page, taken off before it is measured; boxes stay as they are. */
export function cleaned(page: PageImage): Cleaned {
  const steps: string[] = [];
  const grainless = withoutGrain(page);
  if (grainless !== undefined) steps.push("grain taken out");
  let image = grainless ?? page;
  let ink = inkOf(image);
  const unfolded = ink.tallest < TALL ? undefined : withoutFolds(image);
  if (unfolded !== undefined) {
    steps.push("fold taken out");
    image = unfolded;
    ink = inkOf(image);
  }
  if (ink.evenness < EVEN) {
    steps.push("light made even");
    image = flatten(image);
  }
  return { image, ink, steps };
}
