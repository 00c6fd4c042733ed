import { cleanStage, decideStage, MEASURES, ocrQuality, signalsOf, stepsStage } from "@malmoi/clean";
import { type RunnableStage, runnable } from "@malmoi/core";
import {
  attachStage,
  clusterStage,
  joinStage,
  meetStage,
  membersStage,
  paragraphStage,
  rarityStage,
  repeatedStage,
  segmentStage,
  signatureStage,
  trimStage,
  verifyStage,
} from "@malmoi/dedupe";
import { identifyAmong, languageStage } from "@malmoi/language";
import { assembleStage, compareStage, copyStage, intakeStage, lookStage, ocrPageStage } from "@malmoi/ocr";
import { releaseStage } from "@malmoi/publish";
import type { LanguageTag } from "@malmoi/schemas";

/** A probe's text is a few lines, and what they say is weighed by their length. */
const PROBE_LETTERS = 6;

/** The packages do not know each other: what recognition needs of identification and of cleaning is handed to it here. */
export const readingHelp = {
  identify: identifyAmong,
  quality: (text: string, language: LanguageTag): number | undefined => ocrQuality(text, language, PROBE_LETTERS),
};

export const ocrStage = ocrPageStage(readingHelp);

/** And what deduplication needs of cleaning: a text without its repeated paragraphs is measured like any other. */
export const trimDocumentStage = trimStage({
  measure: (text, pages, { language, languages }) => signalsOf(text, language, pages, languages),
  measures: MEASURES,
});

/** What a worker process can run. */
export const RUNNABLE: readonly RunnableStage[] = [
  runnable(intakeStage),
  runnable(lookStage),
  runnable(compareStage),
  runnable(ocrStage),
  runnable(copyStage),
  runnable(assembleStage),
  runnable(languageStage),
  runnable(cleanStage),
  runnable(stepsStage),
  runnable(decideStage),
  runnable(signatureStage),
  runnable(clusterStage),
  runnable(segmentStage),
  runnable(rarityStage),
  runnable(meetStage),
  runnable(verifyStage),
  runnable(joinStage),
  runnable(attachStage),
  runnable(membersStage),
  runnable(paragraphStage),
  runnable(repeatedStage),
  runnable(trimDocumentStage),
  runnable(releaseStage),
];
