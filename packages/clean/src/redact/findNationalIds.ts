import type { LanguageTag } from "@malmoi/schemas";
import { CONTEXT, isNobodys, isOneDigit } from "./context.ts";
import { EAST_ASIAN_IDS } from "./ids/eastAsia.ts";
import type { IdRule } from "./ids/idRule.ts";
import { LATIN_AMERICAN_IDS } from "./ids/latinAmerica.ts";
import { MIDDLE_EASTERN_IDS } from "./ids/middleEast.ts";
import type { NumberText } from "./numberRegions.ts";
import type { Found } from "./span.ts";

export const ID_RULES: readonly IdRule[] = [...EAST_ASIAN_IDS, ...LATIN_AMERICAN_IDS, ...MIDDLE_EASTERN_IDS];

/**
 * Identity numbers of persons: in a form of their country, with right check digits, dates and codes as far as it has
 * them, and either in a form that nothing else has or after a word that says so. A number with a wrong check digit is
 * nobody's and stays. Where two countries' rules fit, one that a word names goes before.
 */
export function findNationalIds({ text, regions }: NumberText, language: LanguageTag): Found[] {
  const named: Found[] = [];
  const alone: Found[] = [];
  for (const { start, end } of regions) {
    const region = text.slice(start, end);
    for (const { name, pattern, valid, label, alone: standsAlone } of ID_RULES) {
      for (const { 0: found, index } of region.matchAll(pattern)) {
        const number = found.toUpperCase().replaceAll(/[^\dA-ZÑ&]/g, "");
        const at = start + index;
        if (isOneDigit(number) || !valid(number)) continue;
        const before = text.slice(Math.max(0, at - CONTEXT), at);
        const span = { start: at, end: at + found.length, rule: name };
        if (label.test(before)) named.push(span);
        else if (standsAlone?.(found, language) === true && !isNobodys(before)) alone.push(span);
      }
    }
  }
  return [...named, ...alone];
}
