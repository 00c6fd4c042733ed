import sharp, { type Sharp } from "sharp";

/** A page image: 8-bit RGB, rows from the top, `data.length === width * height * 3`. Treated as immutable. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The luminance (0-255, Rec. 601) of the pixel whose red byte is at `offset`. */
export function luminance(data: Uint8Array, offset: number): number {
  return 0.299 * (data[offset] ?? 0) + 0.587 * (data[offset + 1] ?? 0) + 0.114 * (data[offset + 2] ?? 0);
}

export function whitePage(width: number, height: number): Raster {
  return { width, height, data: new Uint8Array(width * height * 3).fill(255) };
}

/** A new page: every byte of `page` through `change`, which also gets the pixel's column and row. */
export function mapBytes(page: Raster, change: (value: number, x: number, y: number) => number): Raster {
  const data = new Uint8ClampedArray(page.data.length);
  let offset = 0;
  for (let y = 0; y < page.height; y++) {
    for (let x = 0; x < page.width; x++) {
      for (let channel = 0; channel < 3; channel++, offset++) data[offset] = change(page.data[offset] ?? 0, x, y);
    }
  }
  return { width: page.width, height: page.height, data: new Uint8Array(data.buffer) };
}

/** A new page: every pixel darkened or lightened by the factor that `factor` gives for its column and row. */
export function multiply(page: Raster, factor: (x: number, y: number) => number): Raster {
  const data = new Uint8ClampedArray(page.data.length);
  let offset = 0;
  for (let y = 0; y < page.height; y++) {
    for (let x = 0; x < page.width; x++) {
      const by = factor(x, y);
      for (let channel = 0; channel < 3; channel++, offset++) data[offset] = (page.data[offset] ?? 0) * by;
    }
  }
  return { width: page.width, height: page.height, data: new Uint8Array(data.buffer) };
}

/** The page as the start of a sharp pipeline. */
export function toSharp(page: Raster): Sharp {
  return sharp(page.data, { raw: { width: page.width, height: page.height, channels: 3 } });
}

/** Decodes any image sharp can read; transparent parts become white. */
export async function fromImage(bytes: Uint8Array): Promise<Raster> {
  const { data, info } = await sharp(bytes)
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`expected 3 channels, got ${info.channels}`);
  return { width: info.width, height: info.height, data };
}
