import type { BoundingBox } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";

/** Maps a box of the image that was made to the image it was made from. */
export type BoxMap = (bbox: BoundingBox) => BoundingBox;

/** An image whose pixels lie elsewhere than in the one it was made from. */
export interface Moved {
  readonly image: PageImage;
  /** The box in the source: the smallest upright one that holds all of it, within the source's edges, in whole pixels. */
  readonly toSource: BoxMap;
}

/** The image where it was. */
export function still(image: PageImage): Moved {
  return { image, toSource: (bbox) => within(image, bbox) };
}

/** One operation after another: `second` was made from the image of `first`. */
export function chained(first: Moved, second: Moved): Moved {
  return { image: second.image, toSource: (bbox) => first.toSource(second.toSource(bbox)) };
}

/** Rounds outwards and keeps within an image. */
export function within({ width, height }: { width: number; height: number }, bbox: BoundingBox): BoundingBox {
  // A box that ends at 10.0000001 because of the arithmetic ends at 10.
  const low = (value: number, limit: number): number => Math.min(limit, Math.max(0, Math.floor(value + 1e-6)));
  const high = (value: number, limit: number): number => Math.min(limit, Math.max(0, Math.ceil(value - 1e-6)));
  return [low(bbox[0], width), low(bbox[1], height), high(bbox[2], width), high(bbox[3], height)];
}
