import { SCRIPTS } from "@malmoi/schemas";

/** Digits of other languages in the table's scripts, and full-width ones. */
const OTHER_DIGITS = ["۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"];

/** Hyphens and dashes, and what is full-width, as print and OCR have them inside numbers. */
const SIGNS = [
  ...Array.from("‐‑‒–—―−－", (dash) => [dash, "-"] as const),
  ["．", "."],
  ["／", "/"],
  ["（", "("],
  ["）", ")"],
  ["＋", "+"],
] as const;

const ASCII = new Map<string, string>(SIGNS);
for (const digits of [...Object.values(SCRIPTS).map((script) => script.digits), ...OTHER_DIGITS]) {
  Array.from(digits).forEach((digit, value) => ASCII.set(digit, String(value)));
}
const NATIVE = new RegExp(`[${[...ASCII.keys()].join("")}]`, "g");

/** The text with native digits as 0-9 and all dashes as hyphens, of exactly the same length, so that offsets hold in both. */
export function asciiDigits(text: string): string {
  return text.replace(NATIVE, (digit) => ASCII.get(digit) ?? digit);
}
