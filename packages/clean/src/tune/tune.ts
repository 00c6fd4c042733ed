import { randomFrom } from "@malmoi/core";
import type { Thresholds } from "@malmoi/schemas";
import { type Cut, drops, type Judged, type Rates, ratesOf } from "./cuts.ts";
import { bestCut, propose, type Proposal, survives } from "./findCuts.ts";

/** With fewer labels, or fewer of either kind, intervals would be as wide as the scale. */
export const LEAST_LABELS = 50;
export const LEAST_OF_A_KIND = 15;

const ROUNDS = 300;
const LEAST_SUPPORT = 0.5;
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
  /** Share of the bootstrap rounds in which this signal, on this side, is proposed at all, 0.5-1. */
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
 * A limit of a signal that fewer than half of them propose is chance, and left out. The rates of the proposal are the means
 * over the documents that a round did not draw, so that they say how it will do on documents nobody has labelled.
 */
export function tune(judged: readonly Judged[], keep: number): Tuning {
  const { cuts, off } = propose(judged, keep);
  const next = randomFrom(judged.length);
  const isKept = ({ failed }: Judged): boolean => failed.length === 0;
  const rounds = Array.from({ length: ROUNDS }, () => {
    const { sample, others } = drawn(judged, next);
    return { sample, others, again: propose(sample, keep) };
  });
  const isSame = (cut: Cut) => (other: Cut) => other.signal === cut.signal && other.side === cut.side;
  const supportOf = (cut: Cut): number => rounds.filter(({ again }) => again.cuts.some(isSame(cut))).length / ROUNDS;
  const sure = cuts
    .map((cut) => ({ ...cut, support: supportOf(cut) }))
    .filter(({ support }) => support >= LEAST_SUPPORT);

  const unseen = rounds.map(({ others, again }) => {
    const proposal = { ...again, cuts: again.cuts.filter((cut) => sure.some(isSame(cut))) };
    return ratesOf(others, (document) => survives(document, proposal));
  });
  const limits = sure.map((): number[] => []);
  for (const { sample } of rounds) {
    const allowed = Math.floor(sample.filter((document) => document.keep).length * (1 - keep));
    let left: readonly Judged[] = sample.filter((document) => survives(document, { off, cuts: [] }));
    sure.forEach((cut, index) => {
      const best = bestCut(left, cut, allowed);
      if (best === undefined) return;
      limits[index]?.push(best.limit);
      left = left.filter(({ signals }) => !drops(best, signals));
    });
  }
  const now = ratesOf(judged, isKept);
  const current = rounds.map(({ sample }) => ratesOf(sample, isKept));
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
    cuts: sure.map((cut, index) => {
      const seen = limits[index] ?? [];
      return { ...cut, interval: seen.length * 2 < ROUNDS ? undefined : middle(seen) };
    }),
  };
}

/** As many documents as there are, drawn with replacement, and those that were not drawn. */
function drawn(judged: readonly Judged[], next: () => number): { sample: Judged[]; others: Judged[] } {
  const isDrawn = new Uint8Array(judged.length);
  const sample = judged.flatMap((): Judged[] => {
    const at = Math.floor(next() * judged.length);
    isDrawn[at] = 1;
    const document = judged[at];
    return document === undefined ? [] : [document];
  });
  return { sample, others: judged.filter((_, index) => isDrawn[index] === 0) };
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
