import { fromImage, toSharp } from "../raster.ts";
import type { Degradation } from "./degrade.ts";

/** Once through JPEG at `quality` (1-100): blocks and ringing of an earlier, thriftier scan. */
export function jpegArtifacts(quality: number): Degradation {
  return async (page) => fromImage(await toSharp(page).jpeg({ quality }).toBuffer());
}
