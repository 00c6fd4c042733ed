/** Pattern symbols handled at once: the bits JavaScript computes with. */
const BLOCK = 32;

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
 * One block of up to 32 rows of the matrix against the whole text. `delta[j]` is the difference (-1, 0, 1) between
 * column j and column j - 1 in the row above the block; it is overwritten with that of the block's last row.
 * `matches[symbol]` has bit i set where the i-th symbol of the block is that symbol.
 */
function advanceBlock(text: Int32Array, matches: Int32Array, delta: Int8Array, lastBit: number): void {
  let increases = -1;
  let decreases = 0;
  for (let j = 0; j < text.length; j++) {
    const above = delta[j] ?? 0;
    const carryDown = above < 0 ? 1 : 0;
    const equal = matches[text[j] ?? 0] ?? 0;
    const vertical = equal | decreases;
    const entering = equal | carryDown;
    const horizontal = (((entering & increases) + increases) ^ increases) | entering;
    let up = decreases | ~(horizontal | increases);
    let down = increases & horizontal;
    delta[j] = (up & lastBit) === 0 ? ((down & lastBit) === 0 ? 0 : -1) : 1;
    up = (up << 1) | (above > 0 ? 1 : 0);
    down = (down << 1) | carryDown;
    increases = down | ~(vertical | up);
    decreases = up & vertical;
  }
}

/**
 * The Levenshtein distance of two sequences of integers (code points, numbered words): the fewest insertions, deletions
 * and substitutions that make one of the other; 0 to the length of the longer one.
 *
 * Bit-parallel, in blocks of 32 rows: G. Myers, "A fast bit-vector algorithm for approximate string matching based on
 * dynamic programming", JACM 46 (1999), in the form of H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and
 * Damerau edit distances", Nordic Journal of Computing 10 (2003). Time O(n m / 32), memory O(n + m): block after
 * block runs over the whole text, and only the differences along its last row are kept.
 */
export function editDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length > b.length) return editDistance(b, a);
  const { start, aEnd, bEnd } = trimCommon(a, b);
  if (aEnd === start) return bEnd - start;

  const numbers = numberSymbols(a, start, aEnd);
  const pattern = encode(a, start, aEnd, numbers);
  const text = encode(b, start, bEnd, numbers);
  const matches = new Int32Array(numbers.size + 1);
  const delta = new Int8Array(text.length).fill(1);

  for (let from = 0; from < pattern.length; from += BLOCK) {
    const block = pattern.subarray(from, from + BLOCK);
    block.forEach((symbol, bit) => (matches[symbol] = (matches[symbol] ?? 0) | (1 << bit)));
    advanceBlock(text, matches, delta, 1 << (block.length - 1));
    for (const symbol of block) matches[symbol] = 0;
  }
  return delta.reduce((distance, step) => distance + step, pattern.length);
}
