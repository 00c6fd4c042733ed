import { findLanguage, type LanguageTag } from "@malmoi/schemas";
import { findPhoneNumbersInText, isSupportedCountry, type CountryCode } from "libphonenumber-js/max";
import { cutLong } from "../cutLong.ts";
import { asciiDigits } from "./asciiDigits.ts";
import { isOtherNumber, isPlainPhone } from "./phoneContext.ts";
import type { Span } from "./span.ts";

/** The shortest numbers in use have seven digits; only lines with as many are searched, because searching is slow. */
const FEWEST_DIGITS = 7;
/** Longest string searched at once, in UTF-16 units. */
const LONGEST = 400;

function countryOf(language: LanguageTag): CountryCode | undefined {
  const country = findLanguage(language)?.country;
  return country !== undefined && isSupportedCountry(country) ? country : undefined;
}

/** Stretches of at most `LONGEST` units with enough digits, with where they start; they never cross a line's end. */
function* stretches(text: string): Generator<{ start: number; stretch: string }> {
  let start = 0;
  for (const line of text.split("\n")) {
    for (const stretch of cutLong(line, LONGEST)) {
      if ((stretch.match(/\d/g)?.length ?? 0) >= FEWEST_DIGITS) yield { start, stretch };
      start += stretch.length;
    }
    start += 1;
  }
}

/**
 * Telephone numbers that are valid by libphonenumber's full metadata, written internationally or as in the language's
 * own country, in European or native digits. Made for precision: dates, spans of years, ISBNs, sums of money and bare
 * strings of digits (law and inventory numbers) are not numbers unless a word such as "Tel." stands before them.
 */
export function findPhones(text: string, language: LanguageTag): Span[] {
  const searched = asciiDigits(text);
  const country = countryOf(language);
  const spans: Span[] = [];
  const options = country === undefined ? {} : { defaultCountry: country };
  for (const { start, stretch } of stretches(searched)) {
    for (const { startsAt, endsAt } of findPhoneNumbersInText(stretch, options)) {
      const found = stretch.slice(startsAt, endsAt);
      const before = stretch.slice(Math.max(0, startsAt - 24), startsAt);
      if (isOtherNumber(found, before) || !isPlainPhone(found, before)) continue;
      spans.push({ start: start + startsAt, end: start + endsAt });
    }
  }
  return spans;
}
