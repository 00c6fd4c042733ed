import { SCRIPTS } from "@malmoi/schemas";

/** Digits of other languages in the table's scripts, and full-width ones. */
const OTHER_DIGITS = ["۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"];

const ASCII = new Map<string, string>();
for (const digits of [...Object.values(SCRIPTS).map((script) => script.digits), ...OTHER_DIGITS]) {
  Array.from(digits).forEach((digit, value) => ASCII.set(digit, String(value)));
}
const NATIVE = new RegExp(`[${[...ASCII.keys()].join("")}]`, "g");

/** The text with native digits as 0-9, of exactly the same length, so that offsets hold in both. */
export function asciiDigits(text: string): string {
  return text.replace(NATIVE, (digit) => ASCII.get(digit) ?? digit);
}
