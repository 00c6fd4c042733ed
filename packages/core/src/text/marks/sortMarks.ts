/**
 * Puts the marks of one cluster in the order of their `rank`, marks of one rank as they came, and drops exact doubles
 * of a mark, which print as one. All marks must be in `rank`.
 */
export function sortMarks(marks: readonly string[], rank: (mark: string) => number): string[] {
  return [...new Set(marks)].toSorted((a, b) => rank(a) - rank(b));
}
