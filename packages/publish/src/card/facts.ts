import type { Change, PublicTakedown, ReleaseFile, ReleaseOptions, ReleaseTotals } from "../release/releaseRecords.ts";
import type { LanguageCount, Statistics } from "../release/statistics.ts";

/** All that the texts of a release are made of. Nothing else: no clock, no machine. */
export interface Facts {
  readonly options: ReleaseOptions;
  readonly totals: ReleaseTotals;
  readonly statistics: Statistics;
  /** The Parquet files. */
  readonly data: readonly ReleaseFile[];
  /** `1.2.0`. */
  readonly version: string;
  /** Everything ever taken down, oldest first. */
  readonly takedowns: readonly PublicTakedown[];
  /** Versions up to this one, oldest first. */
  readonly history: readonly Change[];
}

/** Languages with published documents, most documents first. */
export function publishedLanguages({ statistics }: Facts): readonly (readonly [tag: string, LanguageCount])[] {
  return [...statistics.languages]
    .filter(([, { documents }]) => documents > 0)
    .toSorted(([tagA, a], [tagB, b]) => b.documents - a.documents || (tagA < tagB ? -1 : 1));
}

const rank = (config: string): number => (config === "sample" ? 0 : config.endsWith("_removed") ? 2 : 1);

/** Config names that have data, in the order of the card: the sample, languages by tag, then what was left out. */
export function configNames({ data }: Facts): string[] {
  const names = new Set(data.map(({ path }) => path.split("/")[1] ?? ""));
  return [...names].toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
