import { randomFrom } from "@malmoi/core";
import { expect, test } from "vitest";
import { findBlobs, maskOf } from "./blobs.ts";

/** The plain way: flood fill. */
function countByFlood(mask: Uint8Array, width: number, height: number): number[] {
  const seen = new Uint8Array(mask.length);
  const sizes: number[] = [];
  for (let start = 0; start < mask.length; start += 1) {
    if (mask[start] === 0 || seen[start] === 1) continue;
    const open = [start];
    seen[start] = 1;
    let size = 0;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      size += 1;
      const [x, y] = [at % width, Math.floor(at / width)];
      for (const [dx, dy] of [
        [-1, -1],
        [0, -1],
        [1, -1],
        [-1, 0],
        [1, 0],
        [-1, 1],
        [0, 1],
        [1, 1],
      ] as const) {
        const next = (y + dy) * width + x + dx;
        if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
        if (mask[next] === 0 || seen[next] === 1) continue;
        seen[next] = 1;
        open.push(next);
      }
    }
    sizes.push(size);
  }
  return sizes;
}

test("finds what a flood fill finds, on random masks of every density", () => {
  for (let density = 1; density < 10; density += 1) {
    const random = randomFrom(density);
    const mask = Uint8Array.from({ length: 61 * 47 }, () => (random() < density / 10 ? 1 : 0));
    const { blobs, runs } = findBlobs(mask, 61, 47);
    expect(blobs.map(({ pixels }) => pixels)).toEqual(countByFlood(mask, 61, 47));
    expect(maskOf(runs, new Uint8Array(blobs.length).fill(1), mask.length)).toEqual(mask);
  }
});

test("a U is one piece, with the box of the whole", () => {
  const mask = Uint8Array.from("1001 1001 1111".replaceAll(" ", ""), Number);
  expect(findBlobs(mask, 4, 3).blobs).toEqual([{ x0: 0, y0: 0, x1: 4, y1: 3, pixels: 8 }]);
});
