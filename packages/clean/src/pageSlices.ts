import { hasSurrogates } from "./codePoints.ts";

/** What belongs to the letter before it: marks, joiners, vowels and finals of conjoining jamo; the second half of CR LF. */
const CLINGS = /[\u200c-\u200d\u1160-\u11ff\p{M}]/u;

/**
 * The parts of a text that end at the offsets given in code points, in order; beyond the last end there is nothing. An
 * end between a letter and its marks, or inside a line break, moves behind them, so that parts can be normalised by
 * themselves.
 */
export function pageSlices(text: string, ends: readonly number[]): string[] {
  const isPlain = !hasSurrogates(text);
  let unit = 0;
  let point = 0;
  return ends.map((end) => {
    const start = unit;
    if (isPlain) {
      // Each unit is a code point.
      unit = Math.max(unit, Math.min(end, text.length));
      point = unit;
    }
    while (unit < text.length && (point < end || clings(text, unit))) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      point += 1;
    }
    return text.slice(start, unit);
  });
}

function clings(text: string, unit: number): boolean {
  if (unit === 0) return false;
  if (text.charAt(unit) === "\n") return text.charAt(unit - 1) === "\r";
  return CLINGS.test(String.fromCodePoint(text.codePointAt(unit) ?? 0));
}
