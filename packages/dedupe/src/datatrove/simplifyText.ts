// What `simplify_text` of datatrove does (src/datatrove/utils/text.py, 0.10.1), step by step.

/** Its PUNCTUATION. Arabic, Khmer and Burmese marks and the Spanish opening ones are none. */
const PUNCTUATION = /[!/—”:％１〈&(、━\\【#%「」，】；+^\]~“《„';’{|∶´[=\-`*．（–？！：$～«〉,><》)?）。…@_."}►»]/gu;
/** White space of Python's `str`, and control characters, which are punctuation there. U+FEFF is neither. */
const SPACE = /[\p{Cc}\p{Z}]+/gu;
const NUMBER = /\p{Nd}+(?:[.,،٫⎖⎗⎘]\p{Nd}+)?/gu;
const NONSPACING = /\p{Mn}/gu;
/** Unicode normalisation takes quadratic time on long runs of marks, so that they are cut. No writing has such. */
const LONG_RUN = /\p{M}{200}/u;
const WITHIN_LONG_RUN = /(?<=\p{M}{200})/u;

function decomposed(text: string): string {
  if (!LONG_RUN.test(text)) return text.normalize("NFD");
  const pieces = text.split(WITHIN_LONG_RUN);
  return pieces.map((piece) => piece.normalize("NFD")).join("");
}

/** Without spaces around it; `trim` would take a byte order mark too. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (text[start] === " ") start += 1;
  while (end > start && text[end - 1] === " ") end -= 1;
  return text.slice(start, end);
}

/** White space, punctuation and control characters as spaces. */
export const breaksToSpaces = (text: string): string => text.replaceAll(PUNCTUATION, " ").replaceAll(SPACE, " ");

/** Decomposed, without what Unicode calls non-spacing marks: Arabic, Thai, Khmer, Burmese lose vowels by it. */
export const withoutMarks = (text: string): string => decomposed(text).replaceAll(NONSPACING, "");

/**
 * A text as datatrove's MinHash reads it: lower case, every number 0, punctuation and white space one space each,
 * decomposed without non-spacing marks. Equal to datatrove where Python and Node know the same Unicode.
 */
export function simplifyText(text: string): string {
  const broken = breaksToSpaces(text.toLowerCase().replaceAll(NUMBER, "0"));
  return trimmed(withoutMarks(trimmed(broken)));
}

/** The words of a simplified text: those that Python's `str.split()` gives. */
export const simplifiedWords = (text: string): string[] =>
  simplifyText(text)
    .split(" ")
    .filter((word) => word !== "");
