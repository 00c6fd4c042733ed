import type { Raster } from "../raster.ts";
import type { Degradation } from "./degrade.ts";

/**
 * The sheet laid crookedly: turned clockwise by `degrees` (reasonable: -5 to 5) about its centre, bilinear. What
 * comes into view outside of the sheet is `outside`, RGB.
 */
export function skew(degrees: number, outside: readonly [number, number, number] = [255, 255, 255]): Degradation {
  return (page) => rotate(page, (degrees * Math.PI) / 180, outside);
}

function rotate(page: Raster, angle: number, outside: readonly number[]): Raster {
  const { width, height, data: from } = page;
  const data = new Uint8Array(from.length);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const centreX = (width - 1) / 2;
  const centreY = (height - 1) / 2;
  let offset = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, offset += 3) {
      const sourceX = centreX + (x - centreX) * cos + (y - centreY) * sin;
      const sourceY = centreY - (x - centreX) * sin + (y - centreY) * cos;
      const left = Math.floor(sourceX);
      const top = Math.floor(sourceY);
      const inside = left >= 0 && top >= 0 && left + 1 < width && top + 1 < height;
      const across = sourceX - left;
      const down = sourceY - top;
      const at = (top * width + left) * 3;
      for (let channel = 0; channel < 3; channel++) {
        if (!inside) {
          data[offset + channel] = outside[channel] ?? 255;
          continue;
        }
        const topLeft = at + channel;
        const bottomLeft = topLeft + width * 3;
        const upper = (from[topLeft] ?? 0) * (1 - across) + (from[topLeft + 3] ?? 0) * across;
        const lower = (from[bottomLeft] ?? 0) * (1 - across) + (from[bottomLeft + 3] ?? 0) * across;
        data[offset + channel] = Math.round(upper * (1 - down) + lower * down);
      }
    }
  }
  return { width, height, data };
}
