import type { Block, ScriptCode } from "@malmoi/schemas";
import { usualConfidence } from "./plausibility.ts";

/** A page read with less than this share of its script's usual confidence is bad all over: nothing stands out. */
const WELL_READ = 0.7;
/** On a page that is well read, lines with less than this share of the page's confidence are no text in its script. */
const NOISE = 0.5;

/**
 * The lines of a page without those that stamps, signatures, handwriting, ornaments and dirt were taken for, and how
 * many were left out. Print of one page is read with much the same confidence; what is half as sure is made up.
 */
export function leaveOutNoise(
  blocks: readonly Block[],
  confidence: number,
  script: ScriptCode,
): { blocks: Block[]; leftOut: number } {
  if (confidence < WELL_READ * usualConfidence(script)) return { blocks: [...blocks], leftOut: 0 };
  const kept = blocks
    .map((block) => ({ ...block, lines: block.lines.filter((line) => line.confidence >= confidence * NOISE) }))
    .filter(({ lines }) => lines.length > 0);
  const count = (each: readonly Block[]): number => each.reduce((sum, { lines }) => sum + lines.length, 0);
  return { blocks: kept, leftOut: count(blocks) - count(kept) };
}
