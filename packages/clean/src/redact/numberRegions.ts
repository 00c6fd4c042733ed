import { asciiDigits } from "./asciiDigits.ts";
import type { Span } from "./span.ts";

/** No number that is looked for is shorter. */
const FEWEST_DIGITS = 6;
/** Between two digits of one number stand at most this many other characters: the six letters inside a CURP. */
const WIDEST_GAP = 6;
/** Letters before the first digit of a number: the four of a CURP or RFC, "+(", and one to tell what goes before. */
const BEFORE = 8;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** A text in which numbers are looked for. */
export interface NumberText {
  /** The text with native digits as 0-9 and dashes as hyphens, of the same length. */
  readonly text: string;
  /** Where there are digits enough, close together, with what is around them; in order, and never over a line's end. */
  readonly regions: readonly Span[];
}

/** The few stretches of a text that may hold numbers, so that nothing else has to be searched. Linear. */
export function numberRegions(original: string): NumberText {
  const text = asciiDigits(original);
  const regions: Span[] = [];
  let first = -1;
  let last = -1;
  let digits = 0;
  /** Where this line begins; a line may be as long as the text, and must not be searched for each number. */
  let line = 0;
  const close = (): void => {
    if (digits >= FEWEST_DIGITS) {
      const after = text.slice(last + 1, last + 1 + WIDEST_GAP);
      regions.push({
        start: Math.max(line, first - BEFORE, regions.at(-1)?.end ?? 0),
        end: last + 1 + (after.includes("\n") ? after.indexOf("\n") : after.length),
      });
    }
    digits = 0;
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) {
      close();
      line = at + 1;
    }
    if (!isDigit(code)) continue;
    if (digits > 0 && at - last > WIDEST_GAP + 1) close();
    if (digits === 0) first = at;
    last = at;
    digits += 1;
  }
  close();
  return { text, regions };
}
