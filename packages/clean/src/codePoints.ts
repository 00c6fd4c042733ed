import { codeUnits } from "@malmoi/core";

const SURROGATE = /[\ud800-\udfff]/;

/** Whether a text has characters beyond the basic plane, or halves of them; most have none, and are as long as their units. */
export function hasSurrogates(text: string): boolean {
  return SURROGATE.test(text);
}

/** Length of a text in Unicode code points, which is what Python counts. A lone surrogate counts as one. */
export function codePointLength(text: string): number {
  return hasSurrogates(text) ? pointsBetween(codeUnits(text), 0, text.length) : text.length;
}

/** Code points between two offsets into the UTF-16 units of a text. */
export function pointsBetween(units: Uint16Array, from: number, to: number): number {
  let points = to - from;
  for (let at = from + 1; at < to; at += 1) {
    const isLow = ((units[at] ?? 0) & 0xfc00) === 0xdc00;
    if (isLow && ((units[at - 1] ?? 0) & 0xfc00) === 0xd800) points -= 1;
  }
  return points;
}
