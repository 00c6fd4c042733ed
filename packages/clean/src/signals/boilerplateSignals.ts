import { unitReader } from "@malmoi/core";
import type { Signals } from "@malmoi/schemas";
import { pointsBetween } from "../codePoints.ts";
import { ratio } from "./numbers.ts";

/** A line that is on so many pages is no text of any. */
const LEAST_PAGES = 3;
/** Shorter lines come back by chance. */
const SHORTEST = 4;
const DIGIT = /\p{Nd}/u;
const isDigit = Uint8Array.from({ length: 0x1_0000 }, (_, unit) => (DIGIT.test(String.fromCharCode(unit)) ? 1 : 0));
const LINE_FEED = 0x0a;

const unitsOf = unitReader();

/** A hash of a line in which every number is the same; FNV-1a over UTF-16 units. */
function hashOf(units: Uint16Array, from: number, to: number): number {
  let hash = 0x811c_9dc5;
  let inNumber = false;
  for (let at = from; at < to; at += 1) {
    const unit = units[at] ?? 0;
    const digit = isDigit[unit] === 1;
    if (!(digit && inNumber)) hash = Math.imul(hash ^ (digit ? 0x30 : unit), 0x0100_0193);
    inNumber = digit;
  }
  return hash;
}

/**
 * - `boilerplate_ratio`: share of the text's code points in lines that come back, numbers aside, on at least three pages:
 *   stamps, watermarks, running heads that recognition did not tell from the text. 0-1; absent with fewer than three
 *   pages of text.
 *
 * `pages` are the texts of the pages; `chars` the code points of all of them.
 */
export function boilerplateSignals(pages: readonly string[], chars: number): Signals {
  const written = pages.filter((page) => page !== "");
  if (written.length < LEAST_PAGES) return {};
  const seen = new Map<number, { pages: number; last: number; chars: number }>();
  written.forEach((page, number) => {
    const units = unitsOf(page);
    for (let from = 0, to = 0; from < units.length; from = to + 1) {
      const end = units.indexOf(LINE_FEED, from);
      to = end < 0 ? units.length : end;
      if (to - from < SHORTEST) continue;
      const key = hashOf(units, from, to);
      const known = seen.get(key);
      const length = pointsBetween(units, from, to);
      if (known === undefined) seen.set(key, { pages: 1, last: number, chars: length });
      else {
        if (known.last !== number) known.pages += 1;
        known.last = number;
        known.chars += length;
      }
    }
  });
  let repeated = 0;
  for (const line of seen.values()) if (line.pages >= LEAST_PAGES) repeated += line.chars;
  return { boilerplate_ratio: Math.min(1, ratio(repeated, chars)) };
}
