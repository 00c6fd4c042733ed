import { LanguageTag, Thresholds } from "@malmoi/schemas";
import { z } from "zod";
import { DEFAULT_THRESHOLDS } from "./defaultThresholds.ts";
import { languageThresholds } from "./languageThresholds.ts";

const Override = z.strictObject({
  minScore: z.number().min(0).max(1).optional(),
  thresholds: Thresholds.optional(),
});

/** What a pipeline says about keeping documents. */
export const DecideOptions = z.strictObject({
  languages: z.array(LanguageTag),
  /** Least score of a document's language where nothing else is said, by language. */
  leastScores: z.record(LanguageTag, z.number().min(0).max(1)),
  /** The same for all languages, as the pipeline says. */
  minScore: z.number().min(0).max(1).optional(),
  /** For all languages; goes before the defaults. */
  thresholds: Thresholds,
  /** For single languages; goes before everything else. */
  overrides: z.record(LanguageTag, Override),
});
export type DecideOptions = z.infer<typeof DecideOptions>;

/** What a document of one language is held against. */
export const ResolvedThresholds = z.strictObject({
  languages: z.array(LanguageTag),
  minScore: z.number(),
  thresholds: Thresholds,
});
export type ResolvedThresholds = z.infer<typeof ResolvedThresholds>;

/** FineWeb-2's floor, for languages of which no scores were measured. */
const LEAST_SCORE = 0.3;

/**
 * The limits for documents of a language. Rule by rule, the first that says something counts: the pipeline's override
 * for the language, the pipeline's thresholds, the defaults for the language, the defaults. A rule's limits are
 * replaced as a whole, never mixed. Languages are sorted, so that their order in the pipeline does not matter.
 */
export function resolveThresholds(language: LanguageTag, options: DecideOptions): ResolvedThresholds {
  const override = options.overrides[language];
  return {
    languages: [...new Set(options.languages)].toSorted(),
    minScore: override?.minScore ?? options.minScore ?? options.leastScores[language] ?? LEAST_SCORE,
    thresholds: {
      ...DEFAULT_THRESHOLDS,
      ...languageThresholds(language),
      ...options.thresholds,
      ...override?.thresholds,
    },
  };
}
