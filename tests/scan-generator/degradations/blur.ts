import type { Raster } from "../raster.ts";
import type { Degradation } from "./degrade.ts";

/** Out of focus: a Gaussian with deviation `sigma` in pixels (0.3-2.5). */
export function blur(sigma: number): Degradation {
  return (page) => gaussianBlur(page, sigma);
}

export function gaussianBlur(page: Raster, sigma: number): Raster {
  const reach = Math.max(1, Math.ceil(sigma * 2.5));
  const weights = Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * sigma ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const kernel = Float32Array.from(weights, (weight) => weight / total);
  return pass(pass(page, kernel, "across"), kernel, "down");
}

/** One of the two passes of the separable filter; pixels outside repeat the edge. */
function pass({ width, height, data: from }: Raster, kernel: Float32Array, way: "across" | "down"): Raster {
  const data = new Uint8Array(from.length);
  const reach = (kernel.length - 1) / 2;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let index = 0; index < kernel.length; index++) {
        const column = way === "across" ? Math.min(width - 1, Math.max(0, x + index - reach)) : x;
        const row = way === "down" ? Math.min(height - 1, Math.max(0, y + index - reach)) : y;
        const at = (row * width + column) * 3;
        const weight = kernel[index] ?? 0;
        red += weight * (from[at] ?? 0);
        green += weight * (from[at + 1] ?? 0);
        blue += weight * (from[at + 2] ?? 0);
      }
      const at = (y * width + x) * 3;
      data[at] = Math.round(red);
      data[at + 1] = Math.round(green);
      data[at + 2] = Math.round(blue);
    }
  }
  return { width, height, data };
}
