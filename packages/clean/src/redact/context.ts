/** What is read before a number to know what it is, in UTF-16 units. */
export const CONTEXT = 48;

/** Words after which the next number is what they say, with nothing between that has a digit. */
export function label(words: string, reach = 30): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${words})[^\\p{N}]{0,${reach}}$`, "iu");
}

/** The same for words of scripts that write no spaces or join them to others (Thai, Korean, Arabic with its article). */
export function innerLabel(words: string, reach = 30): RegExp {
  return new RegExp(`(?:${words})[^\\p{N}]{0,${reach}}$`, "iu");
}

/** Numbers of books, periodicals, articles, goods: whatever their digits add up to, they are nobody's. */
const NOBODY = label("isbn(?:-1[03])?|issn|isni|doi|oclc|lccn|ean|barcode|handle|arxiv|pmid|id doc", 12);

export function isNobodys(before: string): boolean {
  return NOBODY.test(before);
}

/** So few different digits in a long number are what recognition makes of a pattern; one person in a hundred has no more. */
const FEW_DIGITS = 4;

export function hasFewDigits(number: string): boolean {
  return new Set(number.replaceAll(/\D/g, "")).size <= FEW_DIGITS;
}

/** One digit over and over stands for a number in forms and examples. */
export function isOneDigit(digits: string): boolean {
  return /^(\d)\1*$/.test(digits);
}
