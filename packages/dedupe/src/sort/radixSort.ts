const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;
const starts = new Uint32Array(DIGITS);

/**
 * Sorts the first `count` records of two or three numbers each by the first `keys` numbers, in place; records that are
 * equal in these keep their order. `spare` is as long as they are, and overwritten. Linear: two passes a key, fewer
 * where a half of it is the same in all.
 */
export function radixSort(records: Uint32Array, spare: Uint32Array, width: 2 | 3, keys: number, count: number): void {
  let [from, to] = [records, spare];
  const end = count * width;
  for (let column = keys - 1; column >= 0; column -= 1) {
    for (const shift of [0, DIGIT_BITS]) {
      if (!findStarts(from, width, column, shift, count)) continue;
      for (let at = 0; at < end; at += width) {
        const digit = ((from[at + column] ?? 0) >>> shift) & (DIGITS - 1);
        const place = starts[digit] ?? 0;
        starts[digit] = place + 1;
        const target = place * width;
        to[target] = from[at] ?? 0;
        to[target + 1] = from[at + 1] ?? 0;
        if (width === 3) to[target + 2] = from[at + 2] ?? 0;
      }
      [from, to] = [to, from];
    }
  }
  if (from !== records) records.set(from.subarray(0, end));
}

/** Where the records with each digit go; false if all have the same, so that they may stay. */
function findStarts(records: Uint32Array, width: number, column: number, shift: number, count: number): boolean {
  starts.fill(0);
  for (let at = column; at < count * width; at += width) {
    const digit = ((records[at] ?? 0) >>> shift) & (DIGITS - 1);
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  let sum = 0;
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const having = starts[digit] ?? 0;
    if (having === count) return false;
    starts[digit] = sum;
    sum += having;
  }
  return true;
}
