import type { PageImage } from "../decode/pageImage.ts";

/**
 * The image with each `factor` x `factor` cell replaced by its mean; rows and columns left over at the right and the
 * bottom are dropped. Averaging also takes out the salt and pepper of a scanner's sensor.
 */
export function shrink({ width, height, dpi, grey }: PageImage, factor: number): PageImage {
  if (factor === 1) return { width, height, dpi, grey };
  const w = Math.max(1, Math.floor(width / factor));
  const h = Math.max(1, Math.floor(height / factor));
  const small = new Uint8Array(w * h);
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
  return { width: w, height: h, dpi: dpi / factor, grey: small };
}
