import { PAGE_WORDS, SCRIPTS } from "@malmoi/schemas";

export interface PageNumber {
  readonly value: number;
  /** With dashes, brackets or a word for "page": a page number, whatever the other pages say. */
  readonly plain: boolean;
  readonly roman: boolean;
}

const DIGITS = new Map(
  [...Object.values(SCRIPTS).map(({ digits }) => digits), "۰۱۲۳۴۵۶۷۸۹", "၀၁၂၃၄၅၆၇၈၉"].flatMap((digits) =>
    Array.from(digits, (digit, value): [string, string] => [digit, String(value)]),
  ),
);

/** The text with every script's own digits as 0-9. */
export function europeanDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => DIGITS.get(digit) ?? digit);
}

const WORDS = PAGE_WORDS.toSorted((a, b) => b.length - a.length).join("|");
const NUMBER = String.raw`(\d{1,4}|[ivxlc]{1,9})`;
const OF = String.raw`(?:\s*(?:/|of|de|dari|daripada|จาก|من|از|sur|von|/)\s*\d{1,4})?`;
const DECORATED = new RegExp(String.raw`^[\s\-–—―_~•·.*|([{<«]*${NUMBER}${OF}[\s\-–—―_~•·.*|)\]}>»]*$`, "u");
const WORDED = new RegExp(
  String.raw`^[\s\-–—([]*(?:(?:${WORDS})[.:]*\s*${NUMBER}${OF}|第?\s*${NUMBER}\s*(?:${WORDS})\.?)[\s\-–—)\].]*$`,
  "u",
);
const ROMAN = /^(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/u;

/**
 * The number a line consists of, in any script's digits or small roman numerals, with what stands around page numbers;
 * undefined if the line holds anything else. Capital roman numerals number chapters.
 */
export function readPageNumber(line: string): PageNumber | undefined {
  const text = europeanDigits(line.normalize("NFC").replaceAll(/[\u200B-\u200F\u2066-\u2069\u061C]/gu, "")).trim();
  if (text.length > 40) return undefined;
  const worded = WORDED.exec(text.toLowerCase());
  const digits = worded?.[1] ?? worded?.[2] ?? DECORATED.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const roman = !/\d/u.test(digits);
  if (roman && !ROMAN.test(digits)) return undefined;
  const dashed = /^[-–—―[(]\s*\S+\s*[-–—―\])]$/u.test(text) && !roman;
  return { value: roman ? romanValue(digits) : Number(digits), plain: worded !== null || dashed, roman };
}

/** The number a line begins or ends with, as in "104 THE TITLE". */
export function numberBeside(line: string): number | undefined {
  const text = europeanDigits(line).trim();
  const found = /^(\d{1,4})(?=\D)/u.exec(text) ?? /(?<=\D)(\d{1,4})$/u.exec(text);
  return found === null ? undefined : Number(found[1]);
}

const ROMAN_VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };

function romanValue(numeral: string): number {
  const values = Array.from(numeral, (letter) => ROMAN_VALUES[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}
