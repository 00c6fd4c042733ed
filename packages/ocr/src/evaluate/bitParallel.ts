/** Pattern symbols handled at once: the bits JavaScript computes with. */
const BLOCK = 32;

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
 * The last row of the matrix of edit distances between `pattern` (rows) and `text` (columns), as differences: the
 * distance of the whole pattern to the first j symbols of the text is `pattern.length` plus the first j differences.
 * Symbols are integers from 0 below `symbols`, or negative for what cannot match. `top` is what each column costs in
 * the row above the first: 1 to compare with the text from its beginning, 0 to let the match begin anywhere.
 *
 * Bit-parallel, in blocks of 32 rows: G. Myers, "A fast bit-vector algorithm for approximate string matching based on
 * dynamic programming", JACM 46 (1999), in the form of H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and
 * Damerau edit distances", Nordic Journal of Computing 10 (2003). Time O(n m / 32), memory O(n + m): block after
 * block runs over the whole text, and only the differences along its last row are kept.
 */
export function lastRow(pattern: Int32Array, text: Int32Array, symbols: number, top: 0 | 1): Int8Array {
  const matches = new Int32Array(symbols);
  const delta = new Int8Array(text.length).fill(top);
  for (let from = 0; from < pattern.length; from += BLOCK) {
    const block = pattern.subarray(from, from + BLOCK);
    block.forEach((symbol, bit) => (matches[symbol] = (matches[symbol] ?? 0) | (1 << bit)));
    advanceBlock(text, matches, delta, 1 << (block.length - 1));
    for (const symbol of block) matches[symbol] = 0;
  }
  return delta;
}
