import type { DecideOptions } from "@malmoi/clean";
import { languageModel } from "@malmoi/language";
import type { Pipeline } from "@malmoi/schemas";

/** What a pipeline says about keeping documents. */
export function decideOptionsOf({ languages, language, clean, overrides }: Pipeline): DecideOptions {
  return {
    languages,
    leastScores: languageModel().leastScores,
    ...(language.minScore === undefined ? {} : { minScore: language.minScore }),
    thresholds: clean.thresholds,
    overrides: Object.fromEntries(
      Object.entries(overrides).map(([tag, override]) => [tag, { ...override?.language, ...override?.clean }]),
    ),
  };
}
