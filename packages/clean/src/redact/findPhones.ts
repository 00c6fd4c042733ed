import { findLanguage, type LanguageTag } from "@malmoi/schemas";
import { findPhoneNumbersInText, isSupportedCountry, type CountryCode } from "libphonenumber-js/max";
import { cutLong } from "../cutLong.ts";
import type { NumberText } from "./numberRegions.ts";
import { isOtherNumber, isPlainPhone } from "./phoneContext.ts";
import type { Found } from "./span.ts";

/** Longest string searched at once, in UTF-16 units: searching is slow, and not linear. */
const LONGEST = 400;
/** What is read before a number to know what it is. */
const BEFORE = 24;

/** Between numbers of a list, where libphonenumber would see an extension. */
const LISTED = /[,;،؛、](?=\s)/g;

function countryOf(language: LanguageTag): CountryCode | undefined {
  const country = findLanguage(language)?.country;
  return country !== undefined && isSupportedCountry(country) ? country : undefined;
}

/**
 * Telephone numbers that are valid by libphonenumber's full metadata, written internationally or as in the language's
 * own country, in European or native digits. Made for precision: dates, spans of years, ISBNs, sums of money and bare
 * strings of digits (law and inventory numbers) are not numbers unless a word such as "Tel." stands before them.
 */
export function findPhones({ text, regions }: NumberText, language: LanguageTag): Found[] {
  const country = countryOf(language);
  const spans: Found[] = [];
  const options = country === undefined ? {} : { defaultCountry: country };
  for (const region of regions) {
    let start = region.start;
    const searched = text.slice(region.start, region.end).replaceAll(LISTED, "\n");
    for (const stretch of cutLong(searched, LONGEST)) {
      for (const { startsAt, endsAt, number } of findPhoneNumbersInText(stretch, options)) {
        const found = stretch.slice(startsAt, endsAt);
        const at = start + startsAt;
        const line = text.slice(Math.max(0, at - BEFORE), at);
        const before = line.slice(line.lastIndexOf("\n") + 1);
        if (isOtherNumber(found, before) || !isPlainPhone(found, before, number.formatNational())) continue;
        // A bracket whose other half is not part of it belongs to the sentence.
        const opens = /^[([]/.test(found) && !/[)\]]/.test(found) ? 1 : 0;
        const closes = /[)\]]$/.test(found) && !/[([]/.test(found) ? 1 : 0;
        spans.push({ start: at + opens, end: start + endsAt - closes, rule: "phone" });
      }
      start += stretch.length;
    }
  }
  return spans;
}
