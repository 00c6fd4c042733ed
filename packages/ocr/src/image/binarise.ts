import type { PageImage } from "../decode/pageImage.ts";
import { toHistogram } from "./histogram.ts";

/** The grey value that parts a page best into two classes (Otsu 1979): values up to it are ink. */
export function otsuThreshold(grey: Uint8Array): number {
  const { counts } = toHistogram(grey);
  let total = 0;
  for (const [value, count] of counts.entries()) total += value * count;
  let [below, mass, best, threshold] = [0, 0, -1, 127];
  for (const [value, count] of counts.entries()) {
    below += count;
    mass += value * count;
    const above = grey.length - below;
    if (below === 0 || above === 0) continue;
    const between = below * above * (mass / below - (total - mass) / above) ** 2;
    if (between > best) [best, threshold] = [between, value];
  }
  return threshold;
}

/** Black and white by one threshold. Sound only under even light: see `flatten`. */
export function binariseOtsu(page: PageImage): PageImage {
  const threshold = otsuThreshold(page.grey);
  const grey = new Uint8Array(page.grey.length);
  for (let i = 0; i < grey.length; i += 1) grey[i] = (page.grey[i] ?? 255) <= threshold ? 0 : 255;
  return { ...page, grey };
}

/** Sauvola and Pietikäinen 2000: half the range of 8-bit grey, and the weight k they found best for print. */
const RANGE = 128;

/**
 * Black and white by a threshold for each pixel, mean x (1 + k x (deviation / 128 - 1)) over a square of `window`
 * pixels (odd; about twice the height of a capital, so that it always holds both ink and paper) around it. `k` lower
 * keeps fainter strokes. Columns are summed as the window goes down, so the cost does not depend on its size.
 */
export function binariseSauvola(page: PageImage, window: number, k = 0.34): PageImage {
  const { width, height } = page;
  const half = Math.max(1, window >> 1);
  const sums = new Float64Array(width + 1);
  const squares = new Float64Array(width + 1);
  const result = new Uint8Array(page.grey.length);
  let rows = 0;
  const add = (y: number, sign: 1 | -1): void => {
    if (y < 0 || y >= height) return;
    rows += sign;
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      const value = page.grey[at] ?? 255;
      sums[x] = (sums[x] ?? 0) + sign * value;
      squares[x] = (squares[x] ?? 0) + sign * value * value;
    }
  };
  for (let y = 0; y < half; y += 1) add(y, 1);
  for (let y = 0; y < height; y += 1) {
    add(y + half, 1);
    add(y - half - 1, -1);
    let [sum, square] = [0, 0];
    for (let x = 0; x < Math.min(width, half); x += 1) {
      sum += sums[x] ?? 0;
      square += squares[x] ?? 0;
    }
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      const enters = x + half;
      if (enters < width) {
        sum += sums[enters] ?? 0;
        square += squares[enters] ?? 0;
      }
      const leaves = x - half - 1;
      if (leaves >= 0) {
        sum -= sums[leaves] ?? 0;
        square -= squares[leaves] ?? 0;
      }
      const count = rows * (Math.min(width - 1, enters) - Math.max(0, leaves + 1) + 1);
      const mean = sum / count;
      const deviation = Math.sqrt(Math.max(0, square / count - mean * mean));
      result[at] = (page.grey[at] ?? 255) <= mean * (1 + k * (deviation / RANGE - 1)) ? 0 : 255;
    }
  }
  return { ...page, grey: result };
}
