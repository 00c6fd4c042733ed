import { randomFrom } from "@malmoi/core";
import { expect, test } from "vitest";
import { shrink } from "./shrink.ts";

/** The plain way: the mean of each cell, pixel by pixel. */
function plainly(grey: Uint8Array, width: number, height: number, factor: number): number[] {
  const means: number[] = [];
  for (let y = 0; y + factor <= height; y += factor) {
    for (let x = 0; x + factor <= width; x += factor) {
      let sum = 0;
      for (let i = 0; i < factor * factor; i += 1) {
        sum += grey[(y + Math.floor(i / factor)) * width + x + (i % factor)] ?? 0;
      }
      means.push(Math.round(sum / (factor * factor)));
    }
  }
  return means;
}

test("each cell becomes its mean, what is left over at the edges is dropped", () => {
  const random = randomFrom(1);
  const [width, height] = [23, 17];
  const grey = Uint8Array.from({ length: width * height }, () => Math.floor(random() * 256));
  for (const factor of [2, 3, 4]) {
    const small = shrink({ width, height, dpi: 300, grey }, factor);
    expect([small.width, small.height, small.dpi]).toEqual([
      Math.floor(width / factor),
      Math.floor(height / factor),
      300 / factor,
    ]);
    expect([...small.grey]).toEqual(plainly(grey, width, height, factor));
  }
});
