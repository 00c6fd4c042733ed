import type { Block, BoundingBox } from "@malmoi/schemas";
import type { Ink } from "./ink.ts";
import { middle } from "./middle.ts";

/** Word boxes are drawn tightly: dots and tone marks may stick out by this much, in inches. */
const SLACK = 0.02;

/**
 * 0-1: share of the text-sized ink that lies inside recognised words. It shows what confidence cannot: text that was
 * passed over. 1 if there is no such ink.
 */
export function coverageOf(ink: Ink, blocks: readonly Block[], dpi: number): number {
  const inside = insideWords(ink, blocks, dpi);
  let all = 0;
  let covered = 0;
  for (let i = 0; i < ink.text.length; i += 1) {
    if (ink.text[i] === 0) continue;
    all += 1;
    covered += inside[i] ?? 0;
  }
  return all === 0 ? 1 : Math.round((covered / all) * 10_000) / 10_000;
}

/** A row of pixels with less of the fullest row's ink than this lies between lines. */
const BETWEEN = 0.08;
/** Fewer lines than this are a heading, a caption, a stamp. */
const LEAST_LINES = 3;
/** Lines of a page, and what stands on it for lines, differ in ink by no more than this. */
const ALIKE = 1.6;

/**
 * Whether three lines or more were passed over, one below the other, on a page of level lines: rows of ink without a word
 * in them, parted as lines are, each with about as much ink as those that were read (a picture is neither).
 */
export function passesOverLines(ink: Ink, blocks: readonly Block[], dpi: number): boolean {
  const inside = insideWords(ink, blocks, dpi);
  const { text, width, height } = ink;
  const all = new Float64Array(height);
  const read = new Float64Array(height);
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === 0) continue;
    const row = Math.floor(at / width);
    all[row] = (all[row] ?? 0) + 1;
    read[row] = (read[row] ?? 0) + (inside[at] ?? 0);
  }
  const least = BETWEEN * all.reduce((most, sum) => Math.max(most, sum), 0);
  const bands: { ink: number; read: number }[] = [];
  let open = false;
  for (const [y, sum] of all.entries()) {
    if (sum > least) {
      if (!open) bands.push({ ink: 0, read: 0 });
      const band = bands.at(-1);
      if (band !== undefined) {
        band.ink += sum;
        band.read += read[y] ?? 0;
      }
    }
    open = sum > least;
  }
  const usual = middle(bands.filter((band) => band.read > band.ink / 2).map((band) => band.ink));
  let together = 0;
  for (const band of bands) {
    const isLine = band.ink > usual / ALIKE && band.ink < usual * ALIKE;
    together = isLine && band.read < band.ink / 10 ? together + 1 : 0;
    if (together >= LEAST_LINES) return true;
  }
  return false;
}

/** 1 inside recognised words. */
function insideWords(ink: Ink, blocks: readonly Block[], dpi: number): Uint8Array {
  const slack = Math.max(1, Math.round((SLACK * dpi) / ink.factor));
  const inside = new Uint8Array(ink.text.length);
  for (const { bbox } of blocks.flatMap((block) => block.lines).flatMap((line) => line.words)) {
    paint(inside, ink, bbox, slack);
  }
  return inside;
}

function paint(inside: Uint8Array, { width, height, factor }: Ink, box: BoundingBox, slack: number): void {
  const x0 = Math.max(0, Math.floor(box[0] / factor) - slack);
  const y0 = Math.max(0, Math.floor(box[1] / factor) - slack);
  const x1 = Math.min(width, Math.ceil(box[2] / factor) + slack);
  const y1 = Math.min(height, Math.ceil(box[3] / factor) + slack);
  for (let y = y0; y < y1; y += 1) if (x1 > x0) inside.fill(1, y * width + x0, y * width + x1);
}
