import { errorRate } from "./errorRate.ts";
import type { PageScore } from "./scoreSet.ts";

export interface ScoreSummary {
  /** Sum of edits over sum of truth characters: long pages weigh more. */
  readonly cer: number;
  /** Sum of word edits over sum of truth words. */
  readonly wer: number;
  readonly pages: number;
  /** Median of the pages' character error rates: half of the pages are this good or better. */
  readonly median: number;
}

function sum(pages: readonly PageScore[], valueOf: (page: PageScore) => number): number {
  return pages.reduce((total, page) => total + valueOf(page), 0);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  const lower = sorted[Math.ceil(middle) - 1] ?? 0;
  return (lower + upper) / 2;
}

/** One line for any number of pages, of one set or of several put together; all zero for no pages. */
export function summarise(pages: readonly PageScore[]): ScoreSummary {
  return {
    cer: errorRate({ edits: sum(pages, (page) => page.edits), length: sum(pages, (page) => page.length) }),
    wer: errorRate({ edits: sum(pages, (page) => page.wordEdits), length: sum(pages, (page) => page.wordLength) }),
    pages: pages.length,
    median: median(pages.map((page) => page.cer)),
  };
}
