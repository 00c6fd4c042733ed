import { toHistogram } from "./histogram.ts";

/**
 * Brightness of the paper, 0-255: the value that 80 % of the pixels do not exceed. Text covers at most a third of its
 * lines.
 */
export function paperColour(grey: Uint8Array): number {
  return toHistogram(grey).rank(0.8);
}
