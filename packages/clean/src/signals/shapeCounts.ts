import { lineShapes } from "./lineShapes.ts";
import { isFigures } from "./layoutSignals.ts";
import type { Measured } from "./measured.ts";

/** C4's own sentence ends; a closing quote ends a sentence there, too. */
const C4_ENDS = ".?!\"'…”";
const LEAST_WORDS = 3;
const LONGEST_WORD = 1000;

/** How many lines with something on them there are, and how many of each kind. */
export interface ShapeCounts {
  readonly lines: number;
  /** End in no sentence end of C4 or of the language. */
  readonly unended: number;
  /** Hold fewer than three words between spaces; one of more than 1000 UTF-16 units. */
  readonly short: number;
  readonly long: number;
  /** Are mostly figures; are items or entries of a list. */
  readonly figures: number;
  readonly listed: number;
}

/** Counts the lines of a text by their shapes, one at a time: there may be millions. */
export function shapeCounts({ text, units, language }: Pick<Measured, "text" | "units" | "language">): ShapeCounts {
  const ends = new Set(`${language?.sentenceEnds ?? ""}${C4_ENDS}`);
  const counts = { lines: 0, unended: 0, short: 0, long: 0, figures: 0, listed: 0 };
  for (const shape of lineShapes(text, units)) {
    counts.lines += 1;
    if (!ends.has(shape.end) && !ends.has(shape.last)) counts.unended += 1;
    if (shape.parts < LEAST_WORDS) counts.short += 1;
    if (shape.longest > LONGEST_WORD) counts.long += 1;
    if (isFigures(shape)) counts.figures += 1;
    if (shape.isItem || shape.isEntry) counts.listed += 1;
  }
  return counts;
}
