import { gaussian } from "../random.ts";
import { mapBytes } from "../raster.ts";
import type { Degradation } from "./degrade.ts";

/** Sensor noise: each pixel brighter or darker by a normal amount with deviation `sigma`, in grey levels (2-20). */
export function gaussianNoise(sigma: number): Degradation {
  return (page, random) => {
    let amount = 0;
    let offset = 0;
    // The same amount for the three channels of a pixel: scanners give grey noise, not confetti.
    return mapBytes(page, (value) => {
      if (offset++ % 3 === 0) amount = gaussian(random) * sigma;
      return value + amount;
    });
  };
}
