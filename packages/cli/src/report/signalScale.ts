import type { SignalInfo, Thresholds } from "@malmoi/schemas";

export type Limit = NonNullable<Thresholds[string]>;

/** Classes of a histogram of a signal. */
export const SIGNAL_BINS = 24;

/** The range of values that is drawn; those outside go to its first and last class. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** Steps are factors, not sums. */
  readonly isLog: boolean;
}

/** Limits that lie so far apart are drawn on a logarithmic scale. */
const FAR = 100;

/** A range in which the limits stand well inside. */
export function scaleOf({ min, max }: Limit, unit: SignalInfo["unit"]): Scale {
  if (min !== undefined && max !== undefined) {
    if (min > 0 && max / min > FAR) return { from: min / 10, to: max * 10, isLog: true };
    return { from: 0, to: max * 1.5, isLog: false };
  }
  if (max !== undefined) {
    const to = max > 0 ? max * 2.5 : 1;
    return { from: 0, to: unit === "share" ? Math.min(1, to) : to, isLog: false };
  }
  const least = min ?? 0;
  if (unit === "share") return { from: Math.max(0, 1 - 2.5 * (1 - least)), to: 1, isLog: false };
  return { from: 0, to: Math.max(1, least * 5), isLog: false };
}

/** Where a value stands in a range, 0-1. */
export function placeIn({ from, to, isLog }: Scale, value: number): number {
  const place = isLog
    ? (Math.log(Math.max(value, from)) - Math.log(from)) / (Math.log(to) - Math.log(from))
    : (value - from) / (to - from);
  return Math.min(1, Math.max(0, place));
}
