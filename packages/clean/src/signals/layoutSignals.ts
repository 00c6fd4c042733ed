import type { Signals } from "@malmoi/schemas";
import type { LineShape } from "./lineShapes.ts";
import { ratio } from "./numbers.ts";

const LEAST_LINES = 5;

/** Whether a line is mostly figures. */
export const isFigures = ({ parts, numbers }: LineShape): boolean => numbers >= 2 && numbers * 2 >= parts;

/**
 * Pages that are no running text; shares of non-empty lines, 0-1. Absent with fewer than five lines.
 * - `table_line_ratio`: at least two parts between spaces hold digits, and at least half of all parts do: figures.
 * - `list_line_ratio`: begin with a bullet, a number or a letter as items of a list do, or end as entries of a table of
 *   contents or an index do.
 */
export function layoutSignals(shapes: readonly LineShape[]): Signals {
  if (shapes.length < LEAST_LINES) return {};
  const tables = shapes.filter(isFigures);
  const lists = shapes.filter(({ isItem, isEntry }) => isItem || isEntry);
  return {
    table_line_ratio: ratio(tables.length, shapes.length),
    list_line_ratio: ratio(lists.length, shapes.length),
  };
}
