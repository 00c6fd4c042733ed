import type { Decision, Identification, Reason, Signals } from "@malmoi/schemas";
import type { ResolvedThresholds } from "./resolveThresholds.ts";

/** More names than this say less than their number. */
const MOST_NAMES = 8;

function* failures(
  { language, score }: Identification,
  signals: Signals,
  limits: ResolvedThresholds,
): Generator<Reason> {
  const { languages, minScore, thresholds } = limits;
  if (language === "und" || !languages.includes(language)) {
    const wanted = languages.length > MOST_NAMES ? `one of ${languages.length} languages` : languages.join(" ");
    yield { rule: "language", value: language, threshold: wanted };
  }
  if (score < minScore) yield { rule: "language_score", value: score, threshold: minScore };
  for (const [rule, threshold] of Object.entries(thresholds)) {
    const value = signals[rule];
    if (value === undefined || threshold === null) continue;
    if (threshold.min !== undefined && value < threshold.min) yield { rule, value, threshold: threshold.min };
    else if (threshold.max !== undefined && value > threshold.max) yield { rule, value, threshold: threshold.max };
  }
}

/**
 * Keeps a document or says why not: every rule that fails, sorted by name. A value on the limit passes. A rule whose
 * signal is absent (no OCR, no stop words known) says nothing. `more` are reasons of the user's own steps.
 */
export function decide(
  identification: Identification,
  signals: Signals,
  limits: ResolvedThresholds,
  more: readonly Reason[] = [],
): Decision {
  const reasons = [...failures(identification, signals, limits), ...more].toSorted((a, b) =>
    a.rule < b.rule ? -1 : 1,
  );
  return { keep: reasons.length === 0, reasons };
}
