/** Six digits, so that stored numbers are short and equal on every machine. */
export function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** a / b rounded, 0 where b is 0. */
export function ratio(a: number, b: number): number {
  return b === 0 ? 0 : round(a / b);
}
