export { cleanDocument } from "./cleanDocument.ts";
export {
  cleanStage,
  CleanSummary,
  MEASURES,
  type CleanInput,
  type CleanItem,
  type CleanOptions,
} from "./cleanStage.ts";
export { codePointLength } from "./codePoints.ts";
export { decide } from "./decide/decide.ts";
export { evidenceOf } from "./decide/evidence.ts";
export { DEFAULT_THRESHOLDS } from "./decide/defaultThresholds.ts";
export { DecideOptions, resolveThresholds, ResolvedThresholds } from "./decide/resolveThresholds.ts";
export { decideStage, type DecideInput, type DecideItem } from "./decideStage.ts";
export { normalise, normaliseWithChanges } from "./normalise.ts";
export { readRedactionGold, RedactionGold, type RedactionScore, scoreRedaction } from "./redact/evaluateRedaction.ts";
export { findPersonalData, redact, type Redacted } from "./redact/redact.ts";
export type { Span } from "./redact/span.ts";
export { resolveStep, type StepRef } from "./steps/loadStep.ts";
export { stepsStage, type StepsItem, type StepsOptions, type StepsSummary } from "./steps/stepsStage.ts";
export { StepResult, type StepDocument, type UserStep } from "./steps/userStep.ts";
export { signalsOf } from "./signals/signalsOf.ts";
export type { ReadPage } from "./signals/readingSignals.ts";
export type { CharacterModel } from "./quality/characterModel.ts";
export { characterModel, qualityModelDigest } from "./quality/loadModel.ts";
export { packModels } from "./quality/modelFile.ts";
export { trainCharacters } from "./quality/trainCharacters.ts";
export {
  type Estimated,
  type GoldSet,
  type QualityGold,
  type QualityScore,
  readQualityGold,
  scoreQuality,
} from "./quality/evaluateQuality.ts";
export { ocrQuality } from "./quality/ocrQuality.ts";
export type { Judged } from "./tune/cuts.ts";
export { type Labels, readLabels } from "./tune/labels.ts";
export {
  type Estimate,
  isEnough,
  LEAST_LABELS,
  LEAST_OF_A_KIND,
  proposedThresholds,
  tune,
  type Tuning,
} from "./tune/tune.ts";
