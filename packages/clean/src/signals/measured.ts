import { codeUnits } from "@malmoi/core";
import { findLanguage, type Language, type LanguageTag } from "@malmoi/schemas";
import { codePointLength } from "../codePoints.ts";
import { type NumberedWords, numberWords } from "./numberedWords.ts";
import { occurrences } from "./occurrences.ts";

/** A text cut up once for all rules. */
export interface Measured {
  readonly text: string;
  readonly units: Uint16Array;
  /** Code points of the text. */
  readonly chars: number;
  /** Line feeds in it. */
  readonly newlines: number;
  readonly words: NumberedWords;
  /** Lines with something on them. */
  readonly lines: readonly string[];
  /** What stands between empty lines. */
  readonly paragraphs: readonly string[];
  /** Undefined for `und` and languages that are not in the table. */
  readonly language: Language | undefined;
}

/** Cuts a normalised text into what the rules count. */
export function measure(text: string, language: LanguageTag): Measured {
  const units = codeUnits(text);
  return {
    text,
    units,
    chars: codePointLength(text),
    newlines: occurrences(text, "\n"),
    words: numberWords(text, units),
    lines: text.split("\n").filter((line) => line !== ""),
    paragraphs: text.split("\n\n").filter((paragraph) => paragraph !== ""),
    language: findLanguage(language),
  };
}
