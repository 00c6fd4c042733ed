/** Lines are heads of pages, seldom longer; what is longer is compared by its beginning. */
const LONGEST = 120;

/** 0-1: one less the edits between two texts as a share of the longer one, counted in code points. */
export function likeness(first: string, second: string): number {
  const a = Array.from(first).slice(0, LONGEST);
  const b = Array.from(second).slice(0, LONGEST);
  if (a.length === 0 && b.length === 0) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return 1 - (row[b.length] ?? 0) / Math.max(a.length, b.length);
}
