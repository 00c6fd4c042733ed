import { between, gaussian } from "../random.ts";
import type { Degradation } from "./degrade.ts";

/** The dark scanner bed beside the sheet: up to `width` pixels on each side, slanted, with a ragged edge. */
export function scannerBorder(width: number): Degradation {
  return (page, random) => {
    const data = Uint8Array.from(page.data);
    const side = (): { start: number; end: number } => ({
      start: between(random, 0, width),
      end: between(random, 0.2 * width, width),
    });
    const [left, right, top, bottom] = [side(), side(), side(), side()];
    const depth = ({ start, end }: { start: number; end: number }, along: number): number =>
      start + (end - start) * along + 0.6 * gaussian(random);
    for (let y = 0; y < page.height; y++) {
      const fromLeft = depth(left, y / page.height);
      const fromRight = page.width - depth(right, y / page.height);
      for (let x = 0; x < page.width; x++) {
        const across = x / page.width;
        const inside =
          x >= fromLeft &&
          x < fromRight &&
          y >= top.start + (top.end - top.start) * across &&
          y < page.height - bottom.start - (bottom.end - bottom.start) * across;
        if (inside) continue;
        const bed = 24 + Math.floor(random() * 14);
        data.fill(bed, (y * page.width + x) * 3, (y * page.width + x) * 3 + 3);
      }
    }
    return { width: page.width, height: page.height, data };
  };
}
