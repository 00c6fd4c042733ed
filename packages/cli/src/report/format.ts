const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const COMPACT = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** 1234567 as 1,234,567. */
export function whole(value: number): string {
  return WHOLE.format(value);
}

/** 1234567 as 1.2M. */
export function compact(value: number): string {
  return COMPACT.format(value);
}

/** A share in per cent; small ones are not rounded to nothing. */
export function percent(part: number, of: number): string {
  if (of === 0 || part === 0) return "0 %";
  const value = (100 * part) / of;
  if (value < 0.1) return "< 0.1 %";
  return value < 10 ? `${value.toFixed(1)} %` : `${value.toFixed(0)} %`;
}

/** `1 page`, `2 pages`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${whole(value)} ${value === 1 ? one : many}`;
}

/** Milliseconds as `3 h 12 min`, `4 min 5 s` or `6.1 s`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A number for an SVG attribute. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Page numbers as `1-3, 7`. */
export function pageRanges(pages: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const page of pages.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && page <= last[1] + 1) last[1] = page;
    else ranges.push([page, page]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}
