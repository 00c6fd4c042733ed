import type { BoundingBox } from "@malmoi/schemas";

/** The smallest box around two. */
export function union(a: BoundingBox, b: BoundingBox): BoundingBox {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** Pixels between two boxes from side to side, negative if they lie over each other. */
export function gapOf(a: BoundingBox, b: BoundingBox): number {
  return Math.max(a[0], b[0]) - Math.min(a[2], b[2]);
}
