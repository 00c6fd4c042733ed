import type { Ink } from "./ink.ts";

/** A band of rows with less of the ink than this share of the fullest band's is dots, a mark or a rule, and no line. */
const LEAST_SHARE = 0.25;
/** Rows with less ink than this share of the fullest row lie between lines: descenders reach into them. */
const BETWEEN = 0.08;

/** How many lines of text a crop holds, by the gaps in its rows; for images of a few level lines. */
export function lineCount({ text, width, height }: Ink): number {
  const rows = new Float64Array(height);
  for (let at = 0; at < text.length; at += 1) {
    const row = Math.floor(at / width);
    rows[row] = (rows[row] ?? 0) + (text[at] ?? 0);
  }
  const least = rows.reduce((most, sum) => Math.max(most, sum), 0) * BETWEEN;
  const bands: number[] = [];
  let inside = false;
  for (const sum of rows) {
    if (sum > least) bands[bands.length - 1 + (inside ? 0 : 1)] = (inside ? (bands.at(-1) ?? 0) : 0) + sum;
    inside = sum > least;
  }
  const fullest = Math.max(0, ...bands);
  return bands.filter((sum) => sum >= fullest * LEAST_SHARE).length;
}
