import { lastRow } from "./bitParallel.ts";

interface Middle {
  readonly start: number;
  readonly aEnd: number;
  readonly bEnd: number;
}

/** What is left of both when the common beginning and the common end are taken away: they cost nothing. */
function trimCommon(a: ArrayLike<number>, b: ArrayLike<number>): Middle {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let aEnd = a.length;
  let bEnd = b.length;
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  return { start, aEnd, bEnd };
}

/** Symbols numbered from 1 in the order they appear in the pattern; 0 is whatever only the text has. */
function numberSymbols(pattern: ArrayLike<number>, start: number, end: number): Map<number, number> {
  const numbers = new Map<number, number>();
  for (let i = start; i < end; i++) {
    const symbol = pattern[i] ?? 0;
    if (!numbers.has(symbol)) numbers.set(symbol, numbers.size + 1);
  }
  return numbers;
}

function encode(
  sequence: ArrayLike<number>,
  start: number,
  end: number,
  numbers: ReadonlyMap<number, number>,
): Int32Array {
  const encoded = new Int32Array(end - start);
  for (let i = start; i < end; i++) encoded[i - start] = numbers.get(sequence[i] ?? 0) ?? 0;
  return encoded;
}

/**
 * The Levenshtein distance of two sequences of integers (code points, numbered words): the fewest insertions, deletions
 * and substitutions that make one of the other; 0 to the length of the longer one.
 * Time O(n m / 32) (see `lastRow`).
 */
export function editDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length > b.length) return editDistance(b, a);
  const { start, aEnd, bEnd } = trimCommon(a, b);
  if (aEnd === start) return bEnd - start;

  const numbers = numberSymbols(a, start, aEnd);
  const pattern = encode(a, start, aEnd, numbers);
  const text = encode(b, start, bEnd, numbers);
  const delta = lastRow(pattern, text, numbers.size + 1, 1);
  return delta.reduce((distance, step) => distance + step, pattern.length);
}
