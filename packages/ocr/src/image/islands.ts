import type { PageImage } from "../decode/pageImage.ts";
import { type Blob, findBlobs, maskOf } from "../page/blobs.ts";
import { otsuThreshold } from "./binarise.ts";

/** A letter's height as a share of the crop's: less is a speck of a screen, more is the picture. */
const LOWEST = 0.1;
const HIGHEST = 0.85;
/** Letters of a headline are of like height: between these shares of the middle one. */
const LIKE = { least: 0.45, most: 2 };
/** Dots and accents: no higher than this share of a letter, and no further above it. */
const DOT = 0.5;

/**
 * Black letters on white out of the light (or the dark) pieces of a crop that lie free in it, are of letters' size and
 * much of one height; the picture around a headline, which reaches the edge of the crop or is of another size, is gone.
 * Undefined if hardly anything is left.
 */
export function islands(crop: PageImage, kind: "light" | "dark"): PageImage | undefined {
  const { grey, width, height } = crop;
  const threshold = otsuThreshold(grey);
  const mask = new Uint8Array(grey.length);
  for (let i = 0; i < grey.length; i += 1) {
    const light = (grey[i] ?? 255) > threshold;
    mask[i] = light === (kind === "light") ? 1 : 0;
  }
  const { blobs, runs } = findBlobs(mask, width, height);
  const free = blobs.map(({ x0, y0, x1, y1 }) => x0 > 0 && y0 > 0 && x1 < width && y1 < height);
  const heightOf = ({ y0, y1 }: Blob): number => y1 - y0;
  const sized = blobs.filter((blob, i) => free[i] === true && isLetter(blob, height));
  if (sized.length < LEAST_LETTERS) return undefined;
  const middle = medianHeight(sized);
  const letters = sized.filter(
    (blob) =>
      heightOf(blob) >= LIKE.least * middle && heightOf(blob) <= LIKE.most * middle && blob.x1 - blob.x0 <= 4 * middle,
  );
  if (letters.length < LEAST_LETTERS) return undefined;
  const chosen = new Set(letters);
  const kept = Uint8Array.from(blobs, (blob, i) =>
    chosen.has(blob) || (free[i] === true && isDot(blob, letters, middle)) ? 1 : 0,
  );
  const ink = maskOf(runs, kept, grey.length);
  return { ...crop, grey: ink.map((value) => (value === 1 ? 0 : 255)) };
}

const LEAST_LETTERS = 4;

function isLetter({ x0, y0, x1, y1 }: Blob, height: number): boolean {
  return y1 - y0 >= LOWEST * height && y1 - y0 <= HIGHEST * height && x1 - x0 >= 2;
}

/** Half of the pixels lie in pieces that are no higher. */
function medianHeight(blobs: readonly Blob[]): number {
  const sorted = blobs.toSorted((a, b) => a.y1 - a.y0 - (b.y1 - b.y0));
  const half = sorted.reduce((sum, { pixels }) => sum + pixels, 0) / 2;
  let seen = 0;
  for (const { y0, y1, pixels } of sorted) {
    seen += pixels;
    if (seen >= half) return y1 - y0;
  }
  return 0;
}

function isDot({ x0, y0, x1, y1, pixels }: Blob, letters: readonly Blob[], middle: number): boolean {
  if (y1 - y0 > DOT * middle || x1 - x0 > DOT * middle || pixels < (0.08 * middle) ** 2) return false;
  const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return letters.some(
    (letter) =>
      cx >= letter.x0 - 0.2 * middle &&
      cx <= letter.x1 + 0.3 * middle &&
      cy <= letter.y1 + 0.3 * middle &&
      cy >= letter.y0 - DOT * middle,
  );
}
