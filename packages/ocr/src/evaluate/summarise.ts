import { type ErrorCount, errorRate } from "./errorRate.ts";
import type { PageScore } from "./scoreSet.ts";

/** Rates are sums of edits over sums of lengths, so that long pages weigh more; see `errorRate`. */
export interface ScoreSummary {
  /** By code point, in reading order. */
  readonly cer: number;
  /** By grapheme cluster, in reading order. */
  readonly cerClusters: number;
  /** By code point, pieces of a page in any order. */
  readonly cerAnyOrder: number;
  /** By word, in reading order. */
  readonly wer: number;
  /** By word, in any order. */
  readonly werAnyOrder: number;
  /** Median of the pages' `cer`: half of the pages are this good or better. */
  readonly median: number;
  readonly pages: number;
  /** Pages that could not be read; they count in all rates, as empty text. */
  readonly failed: number;
  /** Mean of the pages that could be read, 0-1; 0 if none could. */
  readonly confidence: number;
  /** Likewise. */
  readonly coverage: number;
  /** Mean of all pages. */
  readonly secondsPerPage: number;
}

function rateOf(pages: readonly PageScore[], countOf: (page: PageScore) => ErrorCount): number {
  const sum = { edits: 0, length: 0 };
  for (const { edits, length } of pages.map(countOf)) {
    sum.edits += edits;
    sum.length += length;
  }
  return errorRate(sum);
}

function mean(pages: readonly PageScore[], valueOf: (page: PageScore) => number): number {
  return pages.reduce((sum, page) => sum + valueOf(page), 0) / Math.max(1, pages.length);
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
  const read = pages.filter(({ error }) => error === undefined);
  return {
    cer: rateOf(pages, ({ characters }) => characters),
    cerClusters: rateOf(pages, ({ clusters }) => clusters),
    cerAnyOrder: rateOf(pages, ({ flexible }) => flexible),
    wer: rateOf(pages, ({ words }) => words),
    werAnyOrder: rateOf(pages, ({ bagOfWords }) => bagOfWords),
    median: median(pages.map(({ characters }) => errorRate(characters))),
    pages: pages.length,
    failed: pages.length - read.length,
    confidence: mean(read, ({ confidence }) => confidence),
    coverage: mean(read, ({ coverage }) => coverage),
    secondsPerPage: mean(pages, ({ seconds }) => seconds),
  };
}
