import { passesLuhn } from "./checkDigits.ts";
import { isNobodys, isOneDigit } from "./context.ts";
import type { NumberText } from "./numberRegions.ts";
import type { Found } from "./span.ts";

/**
 * First digits and lengths that issuers have (ISO/IEC 7812; the networks' published ranges): Visa, Mastercard, American
 * Express, Discover, Diners Club, JCB, UnionPay, Mir, Troy, Elo, RuPay, and the banks of Iran's Shetab.
 */
const ISSUERS =
  /^(?:4\d{15}(?:\d{3})?|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}|(?:6011|64[4-9]\d|65\d\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}|220[0-4]\d{12}|9792\d{12}|(?:606282|636368|438935|504175|451416|636297|5067\d\d|6500\d\d)\d{10}|(?:60|81|82)\d{14}|508\d{13}|(?:50[258]\d{3}|58\d{4}|60[36]\d{3}|61\d{4}|62\d{4}|63[69]\d{3})\d{10})$/;

/** Bare, or in groups as cards show them: 4-4-4-4(-3), 4-6-5 and 4-6-4. */
const CANDIDATE =
  /(?<![\dA-Za-z]|\d[-./])(?:\d{14,19}|\d{4}([ -]\s?)\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5})(?![\dA-Za-z]|[-/]\d|[.,]\d)/g;

/** Numbers of payment cards: of an issuer's range and length, with Luhn's check digit. */
export function findBankCards({ text, regions }: NumberText): Found[] {
  const spans: Found[] = [];
  for (const { start, end } of regions) {
    for (const { 0: found, index } of text.slice(start, end).matchAll(CANDIDATE)) {
      const digits = found.replaceAll(/\D/g, "");
      if (!ISSUERS.test(digits) || isOneDigit(digits) || !passesLuhn(digits)) continue;
      const at = start + index;
      if (!isNobodys(text.slice(Math.max(0, at - 24), at)))
        spans.push({ start: at, end: at + found.length, rule: "card" });
    }
  }
  return spans;
}
