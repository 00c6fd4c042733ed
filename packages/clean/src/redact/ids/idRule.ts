import type { LanguageTag } from "@malmoi/schemas";

/** How a country's identity numbers are known. */
export interface IdRule {
  /** Country (ISO 3166) and number: `kr_rrn`. */
  readonly name: string;
  /** Every way in which it is written, in 0-9 and A-Z; global. */
  readonly pattern: RegExp;
  /** Whether it can be one, of its letters and digits alone: check digits, dates, codes of places. */
  valid(number: string): boolean;
  /** The words that say that the next number is one. */
  readonly label: Pick<RegExp, "test">;
  /** Whether it is one though no word says so; absent: never. `written` is what the pattern found. */
  alone?(written: string, language: LanguageTag): boolean;
}

/**
 * A pattern between what is no part of a number: letters and digits of Latin, and digits behind a dash or a point. Letters
 * of other scripts may touch it.
 */
export function written(pattern: string): RegExp {
  return new RegExp(`(?<![\\dA-Za-z]|\\d[-./])(?:${pattern})(?![\\dA-Za-z]|[-/]\\d|[.,]\\d)`, "g");
}

/** Written in groups, and not as bare digits. */
export function isGrouped(found: string): boolean {
  return /\d[^\dA-Z]+[\dA-Z]/.test(found);
}
