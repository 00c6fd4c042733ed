import { createRandom, type Random } from "../random.ts";
import type { Raster } from "../raster.ts";

/** One thing that happens to a page on its way to the file. Pure: all chance comes from `random`. */
export type Degradation = (page: Raster, random: Random) => Raster | Promise<Raster>;

/** Applies the steps in order. Each has a generator of its own, so that a step added at the end changes no other. */
export async function degrade(page: Raster, steps: readonly Degradation[], seed: string): Promise<Raster> {
  let current = page;
  for (const [index, step] of steps.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- each step needs the one before
    current = await step(current, createRandom(`${seed}/${index}`));
  }
  return current;
}
