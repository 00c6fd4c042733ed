/** The parts of a text that end at the offsets given in code points, in order; beyond the last end there is nothing. */
export function pageSlices(text: string, ends: readonly number[]): string[] {
  let unit = 0;
  let point = 0;
  return ends.map((end) => {
    const start = unit;
    while (point < end && unit < text.length) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      point += 1;
    }
    return text.slice(start, unit);
  });
}
