import type { Signals } from "@malmoi/schemas";
import { codePointLength } from "../codePoints.ts";
import { ratio } from "./numbers.ts";

/** A line that is on so many pages is no text of any. */
const LEAST_PAGES = 3;
const DIGITS = /\p{Nd}+/gu;
/** Shorter lines come back by chance. */
const SHORTEST = 4;

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
  const seen = new Map<string, { pages: number; last: number; chars: number }>();
  written.forEach((page, number) => {
    for (const line of page.split("\n")) {
      if (line.length < SHORTEST) continue;
      const key = line.trim().replace(DIGITS, "0").toLowerCase();
      const known = seen.get(key) ?? { pages: 0, last: -1, chars: 0 };
      if (known.last !== number) known.pages += 1;
      known.last = number;
      known.chars += codePointLength(line);
      seen.set(key, known);
    }
  });
  const repeated = [...seen.values()].reduce((sum, line) => sum + (line.pages >= LEAST_PAGES ? line.chars : 0), 0);
  return { boilerplate_ratio: Math.min(1, ratio(repeated, chars)) };
}
