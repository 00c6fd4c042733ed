import type { Block, BoundingBox } from "@malmoi/schemas";
import type { Ink } from "./ink.ts";

/** Word boxes are drawn tightly: dots and tone marks may stick out by this much, in inches. */
const SLACK = 0.02;

/**
 * 0-1: share of the text-sized ink that lies inside recognised words. It shows what confidence cannot: text that was
 * passed over. 1 if there is no such ink.
 */
export function coverageOf(ink: Ink, blocks: readonly Block[], dpi: number): number {
  const slack = Math.max(1, Math.round((SLACK * dpi) / ink.factor));
  const inside = new Uint8Array(ink.text.length);
  for (const { bbox } of blocks.flatMap((block) => block.lines).flatMap((line) => line.words)) {
    paint(inside, ink, bbox, slack);
  }
  let all = 0;
  let covered = 0;
  for (let i = 0; i < ink.text.length; i += 1) {
    if (ink.text[i] === 0) continue;
    all += 1;
    covered += inside[i] ?? 0;
  }
  return all === 0 ? 1 : Math.round((covered / all) * 10_000) / 10_000;
}

function paint(inside: Uint8Array, { width, height, factor }: Ink, box: BoundingBox, slack: number): void {
  const x0 = Math.max(0, Math.floor(box[0] / factor) - slack);
  const y0 = Math.max(0, Math.floor(box[1] / factor) - slack);
  const x1 = Math.min(width, Math.ceil(box[2] / factor) + slack);
  const y1 = Math.min(height, Math.ceil(box[3] / factor) + slack);
  for (let y = y0; y < y1; y += 1) if (x1 > x0) inside.fill(1, y * width + x0, y * width + x1);
}
