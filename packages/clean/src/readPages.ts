import type { DocumentPage } from "@malmoi/schemas";
import { codePointLength } from "./codePoints.ts";
import type { ReadPage } from "./signals/readingSignals.ts";

/** The pages of a text with their ends in code points, from their ends in UTF-16 units. */
export function readPages(
  text: string,
  ends: readonly number[],
  pages: readonly DocumentPage[],
): (ReadPage & { readonly number: number; readonly end: number })[] {
  let from = 0;
  let end = 0;
  return pages.map(({ number, source, confidence }, index) => {
    const to = ends[index] ?? from;
    const chars = codePointLength(text.slice(from, to));
    from = to;
    end += chars;
    return { number, end, source, confidence, chars };
  });
}
