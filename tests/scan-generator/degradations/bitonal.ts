import { type Raster, luminance } from "../raster.ts";
import type { Degradation } from "./degrade.ts";

/** Black and white only, at `level` (0-255) or, if none is given, at Otsu's level for the page. */
export function bitonal(level?: number): Degradation {
  return (page) => {
    const limit = level ?? otsuLevel(page);
    const data = new Uint8Array(page.data.length);
    for (let at = 0; at < data.length; at += 3) data.fill(luminance(page.data, at) < limit ? 0 : 255, at, at + 3);
    return { width: page.width, height: page.height, data };
  };
}

/**
 * The level that splits the histogram so that the variance between ink and paper is largest (Otsu 1979); where a gap
 * in the histogram makes many levels equally good, the middle of the gap.
 */
export function otsuLevel(page: Raster): number {
  const histogram = new Float64Array(256);
  for (let at = 0; at < page.data.length; at += 3) {
    const value = Math.round(luminance(page.data, at));
    histogram[value] = (histogram[value] ?? 0) + 1;
  }
  const pixels = page.data.length / 3;
  const sum = histogram.reduce((total, count, value) => total + count * value, 0);
  let below = 0;
  let sumBelow = 0;
  let [first, last] = [128, 128];
  let bestVariance = -1;
  for (let value = 0; value < 255; value++) {
    below += histogram[value] ?? 0;
    sumBelow += value * (histogram[value] ?? 0);
    if (below === 0 || below === pixels) continue;
    const distance = sumBelow / below - (sum - sumBelow) / (pixels - below);
    const variance = below * (pixels - below) * distance * distance;
    if (variance > bestVariance) {
      bestVariance = variance;
      first = value + 1;
    }
    if (variance === bestVariance) last = value + 1;
  }
  return (first + last) / 2;
}
