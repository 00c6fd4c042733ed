import type { Signals } from "@malmoi/schemas";
import { codePointLength } from "../codePoints.ts";
import type { Measured } from "./measured.ts";
import { ratio } from "./numbers.ts";

const BULLET = /^[•●○◦‣⁃▪■□–*-]\s?/u;
const CLOSING = "\"'”’»)]";
/** FineWeb's bound for a short line, in characters. */
const SHORT_LINE = 30;

/**
 * Rules on lines; all are shares of non-empty lines, 0-1, but for the newline ratio.
 * - `bullet_line_ratio`, `ellipsis_line_ratio`: begin with a bullet, end in an ellipsis (Gopher).
 * - `line_punct_ratio`: end in a sentence end of the language, closing quotes aside (FineWeb).
 * - `short_line_ratio`: have at most 30 code points (FineWeb).
 * - `newline_word_ratio`: newlines a word (FineWeb).
 *
 * FineWeb's three describe web text, where a line is a paragraph. On a printed page every line ends where the paper
 * does, so that good pages fail them; they are measured, but no default threshold uses them.
 */
export function lineSignals({ text, lines, words, language }: Measured): Signals {
  const share = (test: (line: string) => boolean): number =>
    ratio(lines.filter((line) => test(line)).length, lines.length);
  const ends = `${language?.sentenceEnds ?? ""}.!?…`;
  return {
    bullet_line_ratio: share((line) => BULLET.test(line)),
    ellipsis_line_ratio: share((line) => line.endsWith("…") || line.endsWith("...")),
    line_punct_ratio: share((line) => ends.includes(lastBeforeClosing(line))),
    short_line_ratio: share((line) => line.length <= 2 * SHORT_LINE && codePointLength(line) <= SHORT_LINE),
    newline_word_ratio: ratio(text.split("\n").length - 1, words.numbers.length),
  };
}

/** The last character that is no closing quote or bracket; a space if there is none. */
function lastBeforeClosing(line: string): string {
  let end = line.length;
  while (end > 0 && CLOSING.includes(line.charAt(end - 1))) end -= 1;
  return Array.from(line.slice(Math.max(0, end - 2), end)).at(-1) ?? " ";
}
