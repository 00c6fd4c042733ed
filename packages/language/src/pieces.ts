import type { ScriptCode } from "@malmoi/schemas";
import { countLetters, isLetter, type LetterCounts, scriptsOf } from "./letters.ts";

/** A run of text that is identified as a whole. */
export interface Piece {
  readonly text: string;
  readonly letters: number;
  /** The scripts it can be in; empty for an unknown one. */
  readonly scripts: readonly ScriptCode[];
}

/** Lines are merged until a piece has this many letters: trigram statistics of less are little more than chance. */
const ENOUGH_LETTERS = 100;
/** Longer lines are cut, so that one paragraph in another language is seen. */
const MOST_LETTERS = 300;
/** A piece, or a line on its own, with fewer letters says nothing. */
export const FEWEST_LETTERS = 6;

/** Cuts a line so that no part has more than `MOST_LETTERS` letters, at white space if there is some. */
function* cutLine(line: string): Generator<string> {
  let start = 0;
  let letters = 0;
  let space = -1;
  for (let at = 0; at < line.length; at += 1) {
    const point = line.codePointAt(at) ?? 0;
    if (point > 0xff_ff) at += 1;
    if (isLetter(point)) letters += 1;
    else if (point === 0x20) space = at;
    if (letters < MOST_LETTERS) continue;
    const end = space > start ? space : at + 1;
    yield line.slice(start, end);
    start = end;
    at = end - 1;
    letters = 0;
    space = -1;
  }
  if (start < line.length) yield line.slice(start);
}

/**
 * Cuts a text into pieces of about 100 to 300 letters: short lines are merged, long ones cut. A piece is in one
 * script: a line of at least 6 letters in another script begins a new one; shorter lines (page numbers, a foreign
 * name) go with what stands before them.
 */
export function* pieces(text: string): Generator<Piece> {
  let parts: string[] = [];
  let counted: LetterCounts | undefined;
  let letters = 0;
  let scripts: readonly ScriptCode[] | undefined;

  function take(): Piece {
    const merged = parts.join("\n");
    const counts = parts.length === 1 && counted !== undefined ? counted : countLetters(merged);
    const piece = { text: merged, letters, scripts: scriptsOf(counts) };
    parts = [];
    letters = 0;
    scripts = undefined;
    return piece;
  }

  for (const line of text.split("\n")) {
    for (const part of cutLine(line)) {
      const counts = countLetters(part);
      const weighty = counts.total >= FEWEST_LETTERS;
      const found = weighty ? scriptsOf(counts) : undefined;
      if (parts.length > 0 && found !== undefined && scripts !== undefined && found[0] !== scripts[0]) yield take();
      parts.push(part);
      counted = counts;
      letters += counts.total;
      scripts ??= found;
      if (letters >= ENOUGH_LETTERS) yield take();
    }
  }
  if (parts.length > 0) yield take();
}
