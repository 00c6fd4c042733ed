import { characterTest } from "./characterTest.ts";

/** Longest run of combining marks in the Stream-Safe Text Format of UAX #15; longer ones are no writing. */
const MOST_MARKS = 30;
const TOO_MANY = /\p{M}{31}/u;
const MARK = /^\p{M}$/u;

/** By UTF-16 unit; halves of surrogate pairs may belong to a mark. */
const isMarkUnit = characterTest(/^[\p{M}\p{Cs}]$/u);

function mayBeMark(text: string, at: number): boolean {
  return at >= 0 && at < text.length && isMarkUnit(text.charCodeAt(at));
}

/** Whether there may be a run of more than 30 marks: one in 31 units is looked at, and around it if it is a mark. */
function mayHaveTooMany(text: string): boolean {
  for (let at = MOST_MARKS; at < text.length; at += MOST_MARKS + 1) {
    let from = at;
    let to = at;
    while (mayBeMark(text, from - 1) && from > at - MOST_MARKS) from -= 1;
    while (mayBeMark(text, to) && to <= at + MOST_MARKS) to += 1;
    if (to - from > MOST_MARKS) return true;
  }
  return false;
}

/**
 * Drops what is beyond 30 combining marks in a row. Unicode normalisation takes quadratic time on such runs, and
 * regular expressions that match a whole run overflow the stack, hence the loop.
 */
export function capMarks(text: string): string {
  if (!mayHaveTooMany(text) || !TOO_MANY.test(text)) return text;
  const parts: string[] = [];
  let run = 0;
  for (const character of text) {
    run = MARK.test(character) ? run + 1 : 0;
    if (run <= MOST_MARKS) parts.push(character);
  }
  return parts.join("");
}
