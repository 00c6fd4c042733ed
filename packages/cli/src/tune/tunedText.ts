import type { Estimate, Tuning } from "@malmoi/clean";
import { findLanguage, type LanguageTag, type Thresholds } from "@malmoi/schemas";
import { count, percent, table } from "../terminal/format.ts";

export interface Tuned {
  /** Null: all languages that have too few labels of their own. */
  readonly language: LanguageTag | null;
  readonly languages: readonly LanguageTag[];
  readonly tuning: Tuning;
  /** What the pipeline file must say. */
  readonly thresholds: Thresholds;
}

const six = (value: number): number => Math.round(value * 1e6) / 1e6;
const short = (value: number): string => String(Number(value.toPrecision(4)));

/** All that was found, for machines. */
export function tunedJson(tuned: readonly Tuned[], notes: readonly string[]): object {
  const rounded = (_: string, value: unknown): unknown => (typeof value === "number" ? six(value) : value);
  const languages = tuned.map(({ language, languages: of, tuning, thresholds }) => ({
    language,
    languages: of,
    ...tuning,
    thresholds,
  }));
  return JSON.parse(JSON.stringify({ languages, notes }, rounded));
}

const rate = ({ value, low, high }: Estimate): string => `${percent(value)} (${percent(low)}-${percent(high)})`;

function section({ language, languages, tuning }: Tuned, keep: number): string {
  const { documents, good, current, proposed, cuts, off } = tuning;
  const name =
    language === null
      ? `all others (${languages.join(", ")})`
      : `${language} (${findLanguage(language)?.name ?? "unknown"})`;
  const rates = table([
    ["", "of what is kept, good", "of what is good, kept"],
    ["now", rate(current.precision), rate(current.recall)],
    ["proposed", rate(proposed.precision), rate(proposed.recall)],
  ]);
  const limits = cuts.map(({ signal, side, limit, interval, support }) => [
    signal,
    side,
    short(limit),
    interval === undefined ? "not sure of any" : `${short(interval.low)}-${short(interval.high)}`,
    percent(support),
  ]);
  const found =
    cuts.length === 0
      ? `  No limit drops at least three bad documents more than good ones and leaves ${percent(keep)} of the good.`
      : table([["rule", "", "limit", "95 % of rounds", "proposed in"], ...limits]);
  const harm = off.length === 0 ? "" : `\n\n  drop too many good documents: ${off.join(", ")}`;
  return `${name}: ${count(documents)} labelled, ${count(good)} to keep\n\n${rates}\n\n${found}${harm}`;
}

/** Lines of a pipeline file. */
function yaml(tuned: readonly Tuned[]): string[] {
  const lines = ({ thresholds }: Tuned, indent: string): string[] =>
    Object.entries(thresholds).map(([signal, threshold]) => {
      if (threshold === null) return `${indent}${signal}: null`;
      const sides = Object.entries(threshold).map(([side, limit]) => `${side}: ${limit}`);
      return `${indent}${signal}: { ${sides.join(", ")} }`;
    });
  const found = tuned.filter(({ thresholds }) => Object.keys(thresholds).length > 0);
  const all = found.filter(({ language }) => language === null);
  const single = found.filter(({ language }) => language !== null);
  return [
    ...(all.length === 0 ? [] : ["clean:", "  thresholds:", ...all.flatMap((one) => lines(one, "    "))]),
    ...(single.length === 0 ? [] : ["overrides:"]),
    ...single.flatMap((one) => [`  ${one.language}:`, "    clean:", "      thresholds:", ...lines(one, "        ")]),
  ];
}

/** What was found, and what to paste into the pipeline file, for a terminal. */
export function tunedText(
  tuned: readonly Tuned[],
  { notes, keep }: { readonly notes: readonly string[]; readonly keep: number },
): string {
  const paste = yaml(tuned);
  const parts = [
    ...tuned.map((one) => section(one, keep)),
    `In brackets: 95 % of 300 bootstrap rounds. The rates of the proposal are of documents that a round had not drawn. They
hold for documents like the labelled ones; a sample of tune has more doubtful ones than the corpus.`,
    ...(paste.length === 0 ? [] : [`For the pipeline file; other rules stay as they are:\n\n${paste.join("\n")}`]),
    ...notes,
  ];
  return `${parts.join("\n\n")}\n`;
}
