import type { Signals } from "@malmoi/schemas";
import type { LineShape } from "./lineShapes.ts";
import { ratio } from "./numbers.ts";
import type { ShapeCounts } from "./shapeCounts.ts";

const LEAST_LINES = 5;

/** Whether a line is mostly figures. */
export const isFigures = ({ parts, numbers }: LineShape): boolean => numbers >= 2 && numbers * 2 >= parts;

/**
 * Pages that are no running text; shares of non-empty lines, 0-1. Absent with fewer than five lines.
 * - `table_line_ratio`: at least two parts between spaces hold digits, and at least half of all parts do: figures.
 * - `list_line_ratio`: begin with a bullet, a number or a letter as items of a list do, or end as entries of a table of
 *   contents or an index do.
 */
export function layoutSignals({ lines, figures, listed }: ShapeCounts): Signals {
  if (lines < LEAST_LINES) return {};
  return { table_line_ratio: ratio(figures, lines), list_line_ratio: ratio(listed, lines) };
}
