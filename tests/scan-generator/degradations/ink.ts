import { mapBytes } from "../raster.ts";
import { smoothNoise } from "../smoothNoise.ts";
import type { Degradation } from "./degrade.ts";

/** Printing that did not press evenly: letters lose up to `unevenness` (0-1) of their black, in clouds and in grains. */
export function ink(unevenness: number): Degradation {
  return (page, random) => {
    const clouds = smoothNoise(random, page.width, page.height, 90);
    const grains = smoothNoise(random, page.width, page.height, 3);
    return mapBytes(page, (value, x, y) => {
      if (value === 255) return value;
      const loss = unevenness * (0.5 + 0.25 * clouds(x, y) + 0.25 * grains(x, y));
      return 255 - (255 - value) * (1 - loss);
    });
  };
}
