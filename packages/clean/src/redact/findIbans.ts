import { getCountrySpecifications, isValidIBAN } from "ibantools";
import type { NumberText } from "./numberRegions.ts";
import type { Found } from "./span.ts";

/** Country, check digits, then groups of four as ISO 13616 prints them, or any. */
const CANDIDATE = /(?<![\dA-Za-z])[A-Z]{2}\d{2}(?:[ -]?[\dA-Z]){10,30}/g;

let lengths: ReadonlyMap<string, number> | undefined;

/** How long a country's IBAN is; undefined if it has none. */
function lengthOf(country: string): number | undefined {
  lengths ??= new Map(
    Object.entries(getCountrySpecifications()).flatMap(([code, { chars }]) =>
      chars === null ? [] : [[code, chars] as const],
    ),
  );
  return lengths.get(country);
}

/** Bank accounts: of the length and structure of their country, with right check digits (ISO 7064, mod 97-10). */
export function findIbans({ text, regions }: NumberText): Found[] {
  const spans: Found[] = [];
  for (const { start, end } of regions) {
    // Letters between the digits of some countries may be more than a region bridges.
    const region = text.slice(start, Math.min(text.length, end + 48)).split("\n")[0] ?? "";
    for (const { 0: candidate, index } of region.matchAll(CANDIDATE)) {
      const length = lengthOf(candidate.slice(0, 2));
      if (length === undefined) continue;
      const found = prefixOf(candidate, length);
      if (found === undefined || /[\dA-Za-z]/.test(region.charAt(index + found.length))) continue;
      if (isValidIBAN(found.replaceAll(/[ -]/g, ""))) {
        spans.push({ start: start + index, end: start + index + found.length, rule: "iban" });
      }
    }
  }
  return spans.filter(({ start }, index) => start >= (spans[index - 1]?.end ?? 0));
}

/** The beginning of a candidate that has so many letters and digits. */
function prefixOf(candidate: string, length: number): string | undefined {
  let count = 0;
  for (let at = 0; at < candidate.length; at += 1) {
    if (candidate.charAt(at) !== " " && candidate.charAt(at) !== "-") count += 1;
    if (count === length) return candidate.slice(0, at + 1);
  }
  return undefined;
}
