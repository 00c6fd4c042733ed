import type { PageImage } from "../decode/pageImage.ts";

/**
 * The image with each `factor` x `factor` cell replaced by its mean; rows and columns left over at the right and the
 * bottom are dropped. Averaging also takes out the salt and pepper of a scanner's sensor.
 */
export function shrink({ width, height, dpi, grey }: PageImage, factor: number): PageImage {
  if (factor === 1) return { width, height, dpi, grey };
  const w = Math.max(1, Math.floor(width / factor));
  const h = Math.max(1, Math.floor(height / factor));
  const small = { width: w, height: h, dpi: dpi / factor, grey: new Uint8Array(w * h) };
  // Most pages have 300 dpi and are looked at with half of it: without the inner loops it takes a quarter of the time.
  if (factor === 2 && width > 1 && height > 1) halve(grey, width, small);
  else average(grey, width, factor, small);
  return small;
}

function halve(grey: Uint8Array, width: number, { width: w, height: h, grey: small }: PageImage): void {
  for (let y = 0; y < h; y += 1) {
    let at = y * 2 * width;
    for (let to = y * w; to < (y + 1) * w; to += 1, at += 2) {
      const upper = (grey[at] ?? 255) + (grey[at + 1] ?? 255);
      const lower = (grey[at + width] ?? 255) + (grey[at + width + 1] ?? 255);
      small[to] = (upper + lower + 2) >> 2;
    }
  }
}

function average(
  grey: Uint8Array,
  width: number,
  factor: number,
  { width: w, height: h, grey: small }: PageImage,
): void {
  const sums = new Uint32Array(w);
  const cell = factor * factor;
  for (let y = 0; y < h; y += 1) {
    sums.fill(0);
    for (let dy = 0; dy < factor; dy += 1) {
      let at = (y * factor + dy) * width;
      for (let x = 0; x < w; x += 1) {
        let sum = 0;
        for (let dx = 0; dx < factor; dx += 1, at += 1) sum += grey[at] ?? 255;
        sums[x] = (sums[x] ?? 0) + sum;
      }
    }
    for (let x = 0; x < w; x += 1) small[y * w + x] = Math.round((sums[x] ?? 0) / cell);
  }
}
