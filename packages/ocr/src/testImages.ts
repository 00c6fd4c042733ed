import type { PageImage } from "./decode/pageImage.ts";
import { sharp } from "./decode/sharpSetup.ts";

/** For tests: a page of one brightness. */
export function flatPage(width: number, height: number, value = 255, dpi = 300): PageImage {
  return { width, height, dpi, grey: new Uint8Array(width * height).fill(value) };
}

/** For tests: draws a filled box, corners exclusive at the right and the bottom. */
export function fillBox(page: PageImage, x0: number, y0: number, x1: number, y1: number, value: number): void {
  for (let y = y0; y < y1; y += 1) page.grey.fill(value, y * page.width + x0, y * page.width + x1);
}

/** For tests: a line of letter-like boxes, each 24 x 36 pixels with gaps of 12, strokes 6 wide. */
export function drawLine(page: PageImage, x: number, y: number, letters: number, value: number): void {
  for (let i = 0; i < letters; i += 1) {
    const left = x + i * 36;
    fillBox(page, left, y, left + 6, y + 36, value);
    fillBox(page, left, y + 30, left + 24, y + 36, value);
  }
}

/** Letters that can be drawn with straight strokes, on a grid of 4 x 6: no fonts are needed to test recognition. */
const STROKES: Readonly<Record<string, string>> = {
  A: "M0 6L2 0L4 6M0.8 4H3.2",
  E: "M3.6 0H0V6H3.6M0 3H3",
  F: "M3.6 0H0V6M0 3H3",
  H: "M0 0V6M4 0V6M0 3H4",
  I: "M2 0V6",
  L: "M0 0V6H3.6",
  M: "M0 6V0L2 4L4 0V6",
  N: "M0 6V0L4 6V0",
  T: "M0 0H4M2 0V6",
  V: "M0 0L2 6L4 0",
  Z: "M0 0H4L0 6H4",
};

/** For tests: a page with these lines in capitals of about 11 points at 300 dpi. */
export async function writtenPage(lines: readonly string[], width = 1240, height = 900): Promise<PageImage> {
  const { data } = await sharp(Buffer.from(writtenSvg(lines, width, height)))
    .flatten({ background: "#ffffff" })
    .greyscale()
    .toColourspace("b-w")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width, height, dpi: 300, grey: data };
}

/** The same page as SVG, for tests that need it in another format. */
export function writtenSvg(lines: readonly string[], width = 1240, height = 900): string {
  const letters = lines.flatMap((line, row) =>
    Array.from(line, (letter, column) => {
      const place = `translate(${120 + column * 38} ${120 + row * 90}) scale(6.5)`;
      return `<path transform="${place}" d="${STROKES[letter] ?? ""}"/>`;
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g fill="none" stroke="#000" stroke-width="0.8" stroke-linejoin="miter">${letters.join("")}</g></svg>`;
}
