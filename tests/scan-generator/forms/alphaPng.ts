import sharp from "sharp";
import { luminance, type Raster } from "../raster.ts";
import type { ImageOptions } from "./jpeg.ts";

/** How many steps of transparency are kept: the noise of a scan would make the file many times as large. */
const STEPS = 16;

/**
 * A scan whose white paper was made transparent: dark ink everywhere, the picture in the alpha channel. Readers that
 * drop the alpha channel see a black page.
 */
export async function alphaPng(page: Raster, { dpi }: ImageOptions): Promise<Buffer> {
  const data = new Uint8Array(page.width * page.height * 4);
  for (let pixel = 0; pixel < page.width * page.height; pixel++) {
    const ink = 255 - luminance(page.data, pixel * 3);
    data.set([26, 22, 30, Math.round((ink * (STEPS - 1)) / 255) * (255 / (STEPS - 1))], pixel * 4);
  }
  return sharp(data, { raw: { width: page.width, height: page.height, channels: 4 } })
    .png({ compressionLevel: 9 })
    .withDensity(dpi)
    .toBuffer();
}

/** Plain RGB, nothing lost. */
export async function rgbPng(page: Raster, { dpi }: ImageOptions): Promise<Buffer> {
  return sharp(page.data, { raw: { width: page.width, height: page.height, channels: 3 } })
    .png()
    .withDensity(dpi)
    .toBuffer();
}
