/** Longest run of combining marks in the Stream-Safe Text Format of UAX #15; longer ones are no writing. */
const MOST_MARKS = 30;
const TOO_MANY = /\p{M}{31}/u;
const MARK = /^\p{M}$/u;

/**
 * Drops what is beyond 30 combining marks in a row. Unicode normalisation takes quadratic time on such runs, and
 * regular expressions that match a whole run overflow the stack, hence the loop.
 */
export function capMarks(text: string): string {
  if (!TOO_MANY.test(text)) return text;
  const parts: string[] = [];
  let run = 0;
  for (const character of text) {
    run = MARK.test(character) ? run + 1 : 0;
    if (run <= MOST_MARKS) parts.push(character);
  }
  return parts.join("");
}
