/** Ranks from 0, ties sharing their mean. */
function ranksOf(values: readonly number[]): Float64Array {
  const order = values.map((_, index) => index).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let at = from; at < to; at += 1) ranks[order[at] ?? 0] = (from + to - 1) / 2;
    from = to;
  }
  return ranks;
}

/**
 * Spearman's rank correlation, -1 to 1, with mean ranks for ties; undefined where one side is all the same or there are
 * fewer than three pairs.
 */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number | undefined {
  if (pairs.length < 3) return undefined;
  const a = ranksOf(pairs.map(([x]) => x));
  const b = ranksOf(pairs.map(([, y]) => y));
  const mean = (pairs.length - 1) / 2;
  let [both, left, right] = [0, 0, 0];
  a.forEach((rank, index) => {
    const other = (b[index] ?? 0) - mean;
    both += (rank - mean) * other;
    left += (rank - mean) ** 2;
    right += other ** 2;
  });
  return left === 0 || right === 0 ? undefined : both / Math.sqrt(left * right);
}
