import { type Raster, luminance, multiply } from "../raster.ts";
import { gaussianBlur } from "./blur.ts";
import type { Degradation } from "./degrade.ts";

/**
 * The print of the other side shows through: `other`, mirrored and softened, darkens the page by up to `strength`
 * (0-0.4). Where `other` is smaller than the page, nothing shows.
 */
export function bleedThrough(other: Raster, strength: number): Degradation {
  const soft = gaussianBlur(other, 1.6);
  return (page) =>
    multiply(page, (x, y) => {
      const column = page.width - 1 - x;
      if (column >= soft.width || y >= soft.height) return 1;
      return 1 - strength * (1 - luminance(soft.data, (y * soft.width + column) * 3) / 255);
    });
}
