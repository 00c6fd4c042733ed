import type { Signals } from "@malmoi/schemas";
import type { Measured } from "./measured.ts";
import { ratio, round } from "./numbers.ts";
import { occurrences } from "./occurrences.ts";

/** A page as it was read: how, how surely (0-1), and how many code points of clean text it gave. */
export interface ReadPage {
  readonly source: "text-layer" | "ocr" | "blank";
  readonly confidence: number;
  readonly chars: number;
}

/**
 * How well the pages were read.
 * - `replacement_char_ratio`: share of U+FFFD among the text's code points, 0-1: characters a PDF could not name.
 * - `ocr_confidence`: the engine's confidence, 0-1, over recognised pages, weighted by their code points; absent if no
 *   text was recognised. Comparable only within one script.
 */
export function readingSignals({ text, chars }: Measured, pages: readonly ReadPage[]): Signals {
  const signals: Signals = { replacement_char_ratio: ratio(occurrences(text, "\ufffd"), chars) };
  const recognised = pages.filter(({ source }) => source === "ocr");
  const weight = recognised.reduce((sum, page) => sum + page.chars, 0);
  if (weight > 0) {
    const sum = recognised.reduce((total, page) => total + page.confidence * page.chars, 0);
    signals["ocr_confidence"] = round(sum / weight);
  }
  return signals;
}
