import sharp from "sharp";
import { otsuLevel } from "../degradations/bitonal.ts";
import { luminance, type Raster } from "../raster.ts";
import { joinTiffs } from "./joinTiffs.ts";

/** A bitonal TIFF in CCITT Group 4, the form of most microfilm and office scans, with one page or many. */
export async function g4Tiff(pages: readonly Raster[], { dpi }: { readonly dpi: number }): Promise<Buffer> {
  return joinTiffs(await Promise.all(pages.map((page) => onePage(page, dpi))));
}

async function onePage(page: Raster, dpi: number): Promise<Buffer> {
  const level = otsuLevel(page);
  // libtiff's G4 needs a single channel from the start.
  const grey = Uint8Array.from({ length: page.width * page.height }, (_, pixel) =>
    luminance(page.data, pixel * 3) < level ? 0 : 255,
  );
  return sharp(grey, { raw: { width: page.width, height: page.height, channels: 1 } })
    .toColourspace("b-w")
    .tiff({ compression: "ccittfax4", bitdepth: 1, miniswhite: true, xres: dpi / 25.4, yres: dpi / 25.4 })
    .toBuffer();
}
