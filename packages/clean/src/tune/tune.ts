import { randomFrom } from "@malmoi/core";
import type { Thresholds } from "@malmoi/schemas";
import { type Cut, drops, type Judged, type Rates, ratesOf } from "./cuts.ts";
import { bestCut, propose, type Proposal, survives } from "./findCuts.ts";

/** With fewer labels, or fewer of either kind, intervals would be as wide as the scale. */
export const LEAST_LABELS = 50;
export const LEAST_OF_A_KIND = 15;

const ROUNDS = 300;
const OUTER = 0.025;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A figure and where 95 % of the bootstrap rounds put it. */
export interface Estimate extends Interval {
  readonly value: number;
}

export interface ProposedCut extends Cut {
  /** Where 95 % of the bootstrap rounds put the limit; undefined where fewer than half of them find one. */
  readonly interval: Interval | undefined;
  /** Share of the bootstrap rounds in which this signal, on this side, is proposed at all. */
  readonly support: number;
}

export interface Tuning {
  readonly documents: number;
  readonly good: number;
  readonly current: Readonly<Record<keyof Rates, Estimate>>;
  readonly proposed: Readonly<Record<keyof Rates, Estimate>>;
  readonly cuts: readonly ProposedCut[];
  /** Rules that drop more good documents than bad ones, or more good ones than may be lost. */
  readonly off: readonly string[];
}

/** Whether there are labels enough for `tune`. */
export function isEnough(judged: readonly Judged[]): boolean {
  const good = judged.filter(({ keep }) => keep).length;
  return judged.length >= LEAST_LABELS && good >= LEAST_OF_A_KIND && judged.length - good >= LEAST_OF_A_KIND;
}

/**
 * Proposes limits from labelled documents; `keep` is the least share of good ones that must stay, 0-1.
 *
 * Everything is done again on 300 samples drawn with replacement (bootstrap, Efron 1979; the same for the same input).
 * The rates of the proposal are the means over the documents that a round did not draw, so that they say how it will do
 * on documents nobody has labelled.
 */
export function tune(judged: readonly Judged[], keep: number): Tuning {
  const { cuts, off } = propose(judged, keep);
  const current: Rates[] = [];
  const unseen: Rates[] = [];
  const found: (readonly Cut[])[] = [];
  const limits = cuts.map((): number[] => []);
  const next = randomFrom(judged.length);
  const isKept = ({ failed }: Judged): boolean => failed.length === 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const drawn = new Uint8Array(judged.length);
    const sample: Judged[] = [];
    for (let draw = 0; draw < judged.length; draw += 1) {
      const at = Math.floor(next() * judged.length);
      const document = judged[at];
      if (document !== undefined) sample.push(document);
      drawn[at] = 1;
    }
    current.push(ratesOf(sample, isKept));
    const again = propose(sample, keep);
    found.push(again.cuts);
    const others = judged.filter((_, index) => drawn[index] === 0);
    unseen.push(ratesOf(others, (document) => survives(document, again)));
    const allowed = Math.floor(sample.filter((document) => document.keep).length * (1 - keep));
    let left: readonly Judged[] = sample.filter((document) => survives(document, { off, cuts: [] }));
    cuts.forEach((cut, index) => {
      const best = bestCut(left, cut, allowed);
      if (best === undefined) return;
      limits[index]?.push(best.limit);
      left = left.filter(({ signals }) => !drops(best, signals));
    });
  }
  const now = ratesOf(judged, isKept);
  return {
    documents: judged.length,
    good: judged.filter((document) => document.keep).length,
    current: {
      precision: { value: now.precision, ...middle(current.map(({ precision }) => precision)) },
      recall: { value: now.recall, ...middle(current.map(({ recall }) => recall)) },
    },
    proposed: {
      precision: estimate(unseen.map(({ precision }) => precision)),
      recall: estimate(unseen.map(({ recall }) => recall)),
    },
    off,
    cuts: cuts.map((cut, index) => {
      const seen = limits[index] ?? [];
      const isSame = (other: Cut): boolean => other.signal === cut.signal && other.side === cut.side;
      return {
        ...cut,
        interval: seen.length * 2 < ROUNDS ? undefined : middle(seen),
        support: found.filter((round) => round.some(isSame)).length / ROUNDS,
      };
    }),
  };
}

/**
 * What a pipeline file must say for a proposal, where `now` are the limits in force: a rule is replaced as a whole, so
 * its other side is said again; rules that are off are null. Rules that are no threshold of a signal cannot be off here.
 */
export function proposedThresholds({ cuts, off }: Proposal, now: Thresholds): Thresholds {
  const thresholds: Thresholds = {};
  for (const rule of off) if (rule in now) thresholds[rule] = null;
  for (const { signal, side, limit } of cuts) {
    const base = thresholds[signal] ?? (off.includes(signal) ? {} : now[signal]);
    thresholds[signal] = { ...base, [side]: limit };
  }
  return thresholds;
}

/** The middle 95 % of numbers. */
function middle(values: readonly number[]): Interval {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { low: at(OUTER), high: at(1 - OUTER) };
}

function estimate(values: readonly number[]): Estimate {
  return { value: values.reduce((sum, value) => sum + value, 0) / values.length, ...middle(values) };
}
