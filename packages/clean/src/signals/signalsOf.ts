import type { Identification, LanguageTag, Signals } from "@malmoi/schemas";
import { pageSlices } from "../pageSlices.ts";
import { boilerplateSignals } from "./boilerplateSignals.ts";
import { c4Signals } from "./c4Signals.ts";
import { languageSignals } from "./languageSignals.ts";
import { layoutSignals } from "./layoutSignals.ts";
import { lineSignals } from "./lineSignals.ts";
import { measure } from "./measured.ts";
import { ngramSignals } from "./ngramSignals.ts";
import { qualitySignals } from "./qualitySignals.ts";
import { readingSignals, type ReadPage } from "./readingSignals.ts";
import { repetitionSignals } from "./repetitionSignals.ts";
import { shapeCounts } from "./shapeCounts.ts";
import { wordSignals } from "./wordSignals.ts";

/**
 * All signals of a normalised text, by name; see each rule family for units and ranges. `languages` are the shares that
 * identification found.
 */
export function signalsOf(
  text: string,
  language: LanguageTag,
  pages: readonly ReadPage[],
  languages: Identification["languages"] = [],
): Signals {
  const measured = measure(text, language);
  const shapes = shapeCounts(measured);
  const reading = readingSignals(measured, pages);
  return {
    ...wordSignals(measured),
    ...lineSignals(measured),
    ...c4Signals(measured, shapes),
    ...layoutSignals(shapes),
    ...repetitionSignals(measured),
    ...boilerplateSignals(textsOf(text, pages), measured.chars),
    ...ngramSignals(measured),
    ...languageSignals({ language, languages }),
    ...reading,
    ...qualitySignals(text, language, reading["ocr_confidence"]),
  };
}

function textsOf(text: string, pages: readonly ReadPage[]): string[] {
  let end = 0;
  return pageSlices(
    text,
    pages.map(({ chars }) => (end += chars)),
  );
}
