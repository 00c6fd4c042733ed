import type { Sharp } from "sharp";
import type { PageImage } from "../decode/pageImage.ts";
import { sharp } from "../decode/sharpSetup.ts";

/** The pixels of a page as the input of libvips. */
export function toSharp({ grey, width, height }: PageImage): Sharp {
  return sharp(grey, { raw: { width, height, channels: 1 } });
}

/** What libvips made of them, as a page again. */
export async function fromSharp(made: Sharp, dpi: number): Promise<PageImage> {
  const { data, info } = await made.toColourspace("b-w").raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels === 1) return { width, height, dpi, grey: data };
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i += 1) grey[i] = data[i * channels] ?? 255;
  return { width, height, dpi, grey };
}
