import type { PageImage } from "../decode/pageImage.ts";

/**
 * The image as binary PGM: the one format that Leptonica reads without decoding and that costs nothing to write. It
 * carries no resolution; tell the engine separately.
 */
export function toPgm({ width, height, grey }: PageImage): Uint8Array<ArrayBuffer> {
  const header = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const pgm = new Uint8Array(header.length + grey.length);
  pgm.set(header);
  pgm.set(grey, header.length);
  return pgm;
}
