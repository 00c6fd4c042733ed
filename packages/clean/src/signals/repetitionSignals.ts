import type { Signals } from "@malmoi/schemas";
import { codePointLength } from "../codePoints.ts";
import type { Measured } from "./measured.ts";
import { ratio } from "./numbers.ts";

function duplicates(parts: readonly string[]): { count: number; characters: number } {
  const seen = new Set<string>();
  let count = 0;
  let characters = 0;
  for (const part of parts) {
    if (seen.has(part)) {
      count += 1;
      characters += codePointLength(part);
    }
    seen.add(part);
  }
  return { count, characters };
}

/**
 * Repeated lines and paragraphs (Gopher, A1.1), 0-1; the first of equal ones is no repetition.
 * - `dup_line_ratio`, `dup_para_ratio`: share of lines, of paragraphs.
 * - `dup_line_char_ratio`, `dup_para_char_ratio`: share of the text's code points in them.
 * - `char_dup_ratio`: as `dup_line_char_ratio`, with newlines left out of the text (FineWeb).
 */
export function repetitionSignals({ chars, newlines, lines, paragraphs }: Measured): Signals {
  const line = duplicates(lines);
  const paragraph = duplicates(paragraphs);
  return {
    dup_line_ratio: ratio(line.count, lines.length),
    dup_line_char_ratio: ratio(line.characters, chars),
    dup_para_ratio: ratio(paragraph.count, paragraphs.length),
    dup_para_char_ratio: ratio(paragraph.characters, chars),
    char_dup_ratio: ratio(line.characters, chars - newlines),
  };
}
