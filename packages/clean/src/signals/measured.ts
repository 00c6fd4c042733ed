import { findLanguage, type Language, type LanguageTag } from "@malmoi/schemas";
import { codePointLength } from "../codePoints.ts";
import { type NumberedWords, numberWords } from "./numberedWords.ts";

/** A text cut up once for all rules. */
export interface Measured {
  readonly text: string;
  /** Code points of the text. */
  readonly chars: number;
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
  return {
    text,
    chars: codePointLength(text),
    words: numberWords(text),
    lines: text.split("\n").filter((line) => line !== ""),
    paragraphs: text.split("\n\n").filter((paragraph) => paragraph !== ""),
    language: findLanguage(language),
  };
}
