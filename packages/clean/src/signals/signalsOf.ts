import type { LanguageTag, Signals } from "@malmoi/schemas";
import { lineSignals } from "./lineSignals.ts";
import { measure } from "./measured.ts";
import { ngramSignals } from "./ngramSignals.ts";
import { readingSignals, type ReadPage } from "./readingSignals.ts";
import { repetitionSignals } from "./repetitionSignals.ts";
import { wordSignals } from "./wordSignals.ts";

/** All signals of a normalised text, by name; see each rule family for units and ranges. */
export function signalsOf(text: string, language: LanguageTag, pages: readonly ReadPage[]): Signals {
  const measured = measure(text, language);
  return {
    ...wordSignals(measured),
    ...lineSignals(measured),
    ...repetitionSignals(measured),
    ...ngramSignals(measured),
    ...readingSignals(measured, pages),
  };
}
