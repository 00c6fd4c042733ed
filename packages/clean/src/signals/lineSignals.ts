import type { Signals } from "@malmoi/schemas";
import { codePointLength } from "../codePoints.ts";
import { lastCharacter } from "./lineShapes.ts";
import type { Measured } from "./measured.ts";
import { ratio } from "./numbers.ts";

const BULLETS = "•●○◦‣⁃▪■□–*-";
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
export function lineSignals({ newlines, lines, words, language }: Measured): Signals {
  const share = (test: (line: string) => boolean): number => {
    let count = 0;
    for (const line of lines) if (test(line)) count += 1;
    return ratio(count, lines.length);
  };
  const ends = `${language?.sentenceEnds ?? ""}.!?…`;
  return {
    bullet_line_ratio: share((line) => BULLETS.includes(line.charAt(0))),
    ellipsis_line_ratio: share((line) => line.endsWith("…") || line.endsWith("...")),
    line_punct_ratio: share((line) => ends.includes(lastBeforeClosing(line))),
    short_line_ratio: share((line) => line.length <= 2 * SHORT_LINE && codePointLength(line) <= SHORT_LINE),
    newline_word_ratio: ratio(newlines, words.numbers.length),
  };
}

/** The last character that is no closing quote or bracket; a space if there is none. */
function lastBeforeClosing(line: string): string {
  let end = line.length;
  while (end > 0 && CLOSING.includes(line.charAt(end - 1))) end -= 1;
  return end === 0 ? " " : lastCharacter(line, 0, end);
}
