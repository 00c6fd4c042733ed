import { SIGNALS, type Signals } from "@malmoi/schemas";
import { DEFAULT_THRESHOLDS } from "../decide/defaultThresholds.ts";

/** A document that somebody looked at. */
export interface Judged {
  readonly keep: boolean;
  readonly signals: Signals;
  /** The rules that it fails now. */
  readonly failed: readonly string[];
}

export type Side = "min" | "max";

/** One limit of one signal: documents below `min`, or above `max`, are dropped. */
export interface Cut {
  readonly signal: string;
  readonly side: Side;
  readonly limit: number;
}

/** Where a low value is the bad one, of signals that are measured but not judged by default. */
const LOW_IS_BAD: readonly string[] = ["line_punct_ratio", "c4_sentence_count"];

/** The limits that a signal can have: those it has by default, else the side on which it is bad. */
export function sidesOf(signal: string): readonly Side[] {
  const usual = DEFAULT_THRESHOLDS[signal];
  if (usual === undefined || usual === null) return LOW_IS_BAD.includes(signal) ? ["min"] : ["max"];
  return (["min", "max"] as const).filter((side) => usual[side] !== undefined);
}

/** All limits that may be proposed, without their values. */
export const CANDIDATES: readonly Omit<Cut, "limit">[] = Object.keys(SIGNALS).flatMap((signal) =>
  sidesOf(signal).map((side) => ({ signal, side })),
);

export function drops({ signal, side, limit }: Cut, signals: Signals): boolean {
  const value = signals[signal];
  if (value === undefined) return false;
  return side === "min" ? value < limit : value > limit;
}

export interface Rates {
  /** Of the documents that stay, the share that should; 1 if none stays. */
  readonly precision: number;
  /** Of the documents that should stay, the share that does; 1 if there are none. */
  readonly recall: number;
}

/** How well keeping what `stays` says agrees with the labels. */
export function ratesOf(judged: readonly Judged[], stays: (document: Judged) => boolean): Rates {
  let kept = 0;
  let good = 0;
  let both = 0;
  for (const document of judged) {
    const isKept = stays(document);
    if (isKept) kept += 1;
    if (document.keep) good += 1;
    if (isKept && document.keep) both += 1;
  }
  return { precision: kept === 0 ? 1 : both / kept, recall: good === 0 ? 1 : both / good };
}
