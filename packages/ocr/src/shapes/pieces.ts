import type { BoundingBox } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import { otsuThreshold } from "../image/binarise.ts";
import { cut } from "../image/cut.ts";
import { within } from "../image/moved.ts";
import { type Blob, findBlobs } from "../page/blobs.ts";

/** Ink is darker than this share of the paper around it; what has fewer pixels is dust. */
export const INK = 0.6;
const LEAST_PIXELS = 6;

/**
 * The pieces of ink in a part of a page, by the part's own paper, from left to right. Boxes are in pixels of the page;
 * that of the part may reach beyond it.
 */
export function piecesIn(image: PageImage, part: BoundingBox): Blob[] {
  const [left, top, right, bottom] = within(image, part);
  if (right - left < 2 || bottom - top < 2) return [];
  const { grey, width, height } = cut(image, [left, top, right, bottom]).image;
  const threshold = otsuThreshold(grey);
  const mask = grey.map((value) => (value <= threshold ? 1 : 0));
  return findBlobs(mask, width, height)
    .blobs.filter(({ pixels }) => pixels >= LEAST_PIXELS)
    .map((blob) => ({ ...blob, x0: blob.x0 + left, x1: blob.x1 + left, y0: blob.y0 + top, y1: blob.y1 + top }))
    .toSorted((a, b) => a.x0 - b.x0);
}

/** Where something lies, in pixels; x1 and y1 exclusive. */
export type Extent = Omit<Blob, "pixels">;

export function heightOf({ y0, y1 }: Extent): number {
  return y1 - y0;
}

export function widthOf({ x0, x1 }: Extent): number {
  return x1 - x0;
}

/** The smallest extent around two. */
export function union(a: Extent, b: Extent): Extent {
  return { x0: Math.min(a.x0, b.x0), x1: Math.max(a.x1, b.x1), y0: Math.min(a.y0, b.y0), y1: Math.max(a.y1, b.y1) };
}
