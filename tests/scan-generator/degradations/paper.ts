import { gaussian } from "../random.ts";
import type { Raster } from "../raster.ts";
import { smoothNoise } from "../smoothNoise.ts";
import type { Degradation } from "./degrade.ts";

/** Old newsprint; what a page with `yellowing` 1 tends to. */
const BROWN = [214, 190, 146];

/**
 * Gives the page the look of paper: `yellowing` (0-1) is its colour, `texture` (0-1) how much clouds, grain and
 * fibres show. The edges of a yellowed sheet are browner than its middle, as on real ones.
 */
export function paper({ yellowing, texture }: { yellowing: number; texture: number }): Degradation {
  return (page, random) => {
    const { width, height } = page;
    const clouds = smoothNoise(random, width, height, 180);
    const mottle = smoothNoise(random, width, height, 14);
    const grain = smoothNoise(random, width, height, 2.5);
    const data = new Uint8ClampedArray(page.data.length);
    let offset = 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const edge = Math.min(x, y, width - 1 - x, height - 1 - y) / (0.12 * width);
        const age = yellowing * (1 + 0.35 * Math.exp(-edge) + 0.15 * clouds(x, y));
        const shade = 1 + texture * (0.025 * clouds(x, y) + 0.03 * mottle(x, y) + 0.045 * grain(x, y));
        for (let channel = 0; channel < 3; channel++, offset++) {
          const sheet = 250 - age * (250 - (BROWN[channel] ?? 0));
          data[offset] = ((page.data[offset] ?? 0) / 255) * sheet * shade;
        }
      }
    }
    const sheet = { width, height, data: new Uint8Array(data.buffer) };
    for (let fibres = Math.round(texture * width * height * 3e-5); fibres > 0; fibres--) drawFibre(sheet, random);
    return sheet;
  };
}

/** A faint short thread, wandering. Changes `sheet`, which nobody else has seen yet. */
function drawFibre({ width, height, data }: Raster, random: () => number): void {
  let x = random() * width;
  let y = random() * height;
  let direction = random() * Math.PI * 2;
  const factor = 0.86 + random() * 0.1;
  for (let steps = 8 + Math.floor(random() * 22); steps > 0; steps--) {
    const column = Math.floor(x);
    const row = Math.floor(y);
    if (column < 0 || row < 0 || column >= width || row >= height) return;
    for (let channel = 0; channel < 3; channel++) {
      const at = (row * width + column) * 3 + channel;
      data[at] = (data[at] ?? 0) * factor;
    }
    direction += gaussian(random) * 0.25;
    x += Math.cos(direction);
    y += Math.sin(direction);
  }
}
