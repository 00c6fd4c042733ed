import { CANDIDATES, type Cut, drops, type Judged } from "./cuts.ts";

/** A limit must drop so many more bad documents than good ones, of those that no other limit drops, or it is chance. */
const LEAST_GAIN = 3;
/** Rules beyond these explain single documents. */
const MOST_CUTS = 8;

interface Best extends Cut {
  readonly bad: number;
  readonly good: number;
}

/**
 * The limit of one signal that drops more bad documents than good ones by most, and at most `budget` good ones. It lies
 * about halfway between two values. Undefined if no limit does.
 */
export function bestCut(
  judged: readonly Judged[],
  { signal, side }: Omit<Cut, "limit">,
  budget: number,
): Best | undefined {
  const worstFirst = judged
    .flatMap(({ keep, signals }) => {
      const value = signals[signal];
      return value === undefined ? [] : [{ value, keep }];
    })
    .toSorted((a, b) => (side === "min" ? a.value - b.value : b.value - a.value));
  let bad = 0;
  let good = 0;
  let best: Best | undefined;
  worstFirst.forEach(({ value, keep }, index) => {
    if (keep) good += 1;
    else bad += 1;
    const next = worstFirst[index + 1]?.value;
    if (next === undefined || next === value || good > budget) return;
    if (bad - good > gainOf(best)) best = { signal, side, limit: halfway(value, next), bad, good };
  });
  return best;
}

const gainOf = (best: Best | undefined): number => (best === undefined ? 0 : best.bad - best.good);

/** The shortest number between two, half of the way if that is the shortest. */
function halfway(a: number, b: number): number {
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  const middle = (low + high) / 2;
  for (let digits = 1; digits <= 6; digits += 1) {
    const short = Number(middle.toPrecision(digits));
    if (short > low && short < high) return short;
  }
  return middle;
}

/** What is proposed for documents of some kind. Rules that are neither cut nor off stay as they are. */
export interface Proposal {
  /** Rules that drop more good documents than bad ones, or more good ones than may be lost. */
  readonly off: readonly string[];
  readonly cuts: readonly Cut[];
}

/** Whether a document stays under a proposal. */
export function survives({ failed, signals }: Judged, { off, cuts }: Proposal): boolean {
  return failed.every((rule) => off.includes(rule)) && !cuts.some((cut) => drops(cut, signals));
}

/**
 * Rules of now that do more harm than good are off; then limits are added that together drop as many of the bad documents
 * that are left as they can, while at least the share `keep` of all good ones stays: again and again the limit that drops
 * most. Greedy, not the best of all: rules that can be read one by one matter more than the last document.
 */
export function propose(judged: readonly Judged[], keep: number): Proposal {
  const goodOf = (documents: readonly Judged[]): number => documents.filter((document) => document.keep).length;
  const allowed = Math.floor(goodOf(judged) * (1 - keep) + 1e-9);
  const off = harmful(judged, allowed);
  let left = judged.filter((document) => survives(document, { off, cuts: [] }));
  const cuts: Cut[] = [];
  while (cuts.length < MOST_CUTS) {
    const budget = allowed - (goodOf(judged) - goodOf(left));
    const found = CANDIDATES.flatMap((candidate) => {
      if (cuts.some(({ signal, side }) => signal === candidate.signal && side === candidate.side)) return [];
      return bestCut(left, candidate, budget) ?? [];
    });
    const [best] = found.toSorted((a, b) => gainOf(b) - gainOf(a) || a.good - b.good || (a.signal < b.signal ? -1 : 1));
    if (best === undefined || gainOf(best) < LEAST_GAIN) break;
    const { signal, side, limit } = best;
    cuts.push({ signal, side, limit });
    left = left.filter(({ signals }) => !drops(best, signals));
  }
  return { off, cuts };
}

function harmful(judged: readonly Judged[], allowed: number): string[] {
  const balances = new Map<string, { good: number; bad: number }>();
  for (const { keep, failed } of judged) {
    for (const rule of failed) {
      const balance = balances.get(rule) ?? { good: 0, bad: 0 };
      balances.set(rule, balance);
      if (keep) balance.good += 1;
      else balance.bad += 1;
    }
  }
  // The worst first: rules are off until what the others lose is allowed.
  const rules = [...balances].toSorted(([a, x], [b, y]) => y.good - x.good || (a < b ? -1 : 1));
  const off: string[] = [];
  for (const [rule, { good, bad }] of rules) {
    const lost = judged.filter(({ keep, failed }) => keep && failed.some((other) => !off.includes(other))).length;
    if (good > bad || lost > allowed) off.push(rule);
  }
  return off.toSorted();
}
