import type { PageImage } from "../decode/pageImage.ts";
import { paperColour } from "../image/paperColour.ts";
import { type Blob, findBlobs } from "./blobs.ts";

/** Ink is darker than this share of the paper around it; what has fewer pixels is dust. */
const INK = 0.6;
const LEAST_PIXELS = 6;

/** The pieces of ink of a small cut-out, by its own paper, in its pixels. */
export function darkPieces({ grey, width, height }: PageImage): Blob[] {
  const ink = INK * paperColour(grey);
  const mask = grey.map((value) => (value < ink ? 1 : 0));
  return findBlobs(mask, width, height).blobs.filter(({ pixels }) => pixels >= LEAST_PIXELS);
}
