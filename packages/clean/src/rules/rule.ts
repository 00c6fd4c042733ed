import type { LanguageTag } from "@malmoi/schemas";

/** One idea of how a text should be written. */
export interface Rule {
  readonly name: string;
  /** A text without this has nothing to change: most texts pass most rules at the speed of this search. */
  readonly touches: RegExp;
  /** Idempotent, linear, and never throws. */
  apply(text: string, language: LanguageTag): string;
}
