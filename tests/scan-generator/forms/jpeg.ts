import { type Raster, toSharp } from "../raster.ts";

export interface ImageOptions {
  /** Written into the file. */
  readonly dpi: number;
  /** JPEG quality, 1-100; ignored by other forms. */
  readonly quality: number;
}

/** One channel, baseline as scanners write it: what comes after a cut is lost. */
export async function greyJpeg(page: Raster, { dpi, quality }: ImageOptions): Promise<Buffer> {
  return toSharp(page).greyscale().toColourspace("b-w").jpeg({ quality }).withDensity(dpi).toBuffer();
}

export async function rgbJpeg(page: Raster, { dpi, quality }: ImageOptions): Promise<Buffer> {
  return toSharp(page).jpeg({ quality }).withDensity(dpi).toBuffer();
}

/** Four channels, as printers' archives have them; readers that take them for RGB see a negative. */
export async function cmykJpeg(page: Raster, { dpi, quality }: ImageOptions): Promise<Buffer> {
  return toSharp(page).toColourspace("cmyk").jpeg({ quality }).withDensity(dpi).toBuffer();
}
