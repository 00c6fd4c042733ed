import { multiply } from "../raster.ts";
import { between } from "../random.ts";
import type { Degradation } from "./degrade.ts";

/**
 * Light from one side: the far side of the page is darker by `strength` (0-0.6). With `gutter`, the bound edge of a
 * book that does not lie flat has a shadow of that share of the width (0-0.2) on its left.
 */
export function unevenLight(strength: number, gutter = 0): Degradation {
  return (page, random) => {
    const angle = between(random, 0, 2 * Math.PI);
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    return multiply(page, (x, y) => {
      const u = x / page.width - 0.5;
      const v = y / page.height - 0.5;
      const fall = strength * (0.5 + 0.5 * (u * cos + v * sin) + 0.6 * (u * u + v * v));
      const fold = gutter > 0 ? 0.55 * Math.exp(-((x / page.width / gutter) ** 2) * 2) : 0;
      return (1 - fall) * (1 - fold);
    });
  };
}
