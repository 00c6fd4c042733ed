import type { BoundingBox } from "@malmoi/schemas";
import { z } from "zod";

/** x' = a x + b y + c, y' = d x + e y + f, as [a, b, c, d, e, f]. */
export const Affine = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);
export type Affine = z.infer<typeof Affine>;

/** Where a point comes to lie. */
export function moved([a, b, c, d, e, f]: Affine, x: number, y: number): [number, number] {
  return [a * x + b * y + c, d * x + e * y + f];
}

/** One map after the other. */
export function following(first: Affine, second: Affine): Affine {
  const [c, f] = moved(second, first[2], first[5]);
  const [a, b, , d, e] = second;
  return [
    a * first[0] + b * first[3],
    a * first[1] + b * first[4],
    c,
    d * first[0] + e * first[3],
    d * first[1] + e * first[4],
    f,
  ];
}

/** The way back. The map must not flatten the plane. */
export function inverse([a, b, c, d, e, f]: Affine): Affine {
  const size = a * e - b * d;
  const [ia, ib, id, ie] = [e / size, -b / size, -d / size, a / size];
  return [ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f)];
}

/** The upright box around a moved box. */
export function movedBox(map: Affine, [x0, y0, x1, y1]: BoundingBox): BoundingBox {
  const corners = [moved(map, x0, y0), moved(map, x1, y0), moved(map, x0, y1), moved(map, x1, y1)];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
