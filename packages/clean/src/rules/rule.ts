import type { LanguageTag } from "@malmoi/schemas";

/** One idea of how a text should be written. */
export interface Rule {
  readonly name: string;
  /** Whether a character (a regular expression for one will do) can make work: a text without any is left alone. */
  readonly touches: { test(character: string): boolean };
  /** Idempotent, linear, and never throws. */
  apply(text: string, language: LanguageTag): string;
}
