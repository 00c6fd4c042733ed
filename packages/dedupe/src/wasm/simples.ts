import { breaksToSpaces, withoutMarks } from "../datatrove/simplifyText.ts";
import { combiningOrder } from "./combiningOrder.ts";

// What the module knows of a UTF-16 unit in compatible mode; bits as in ../../assembly/simplify.ts.
export const SIMPLE = {
  break: 1 << 26,
  cut: 1 << 27,
  digit: 1 << 28,
  point: 1 << 29,
  pooled: 1 << 30,
  unseen: -0x8000_0000,
} as const;

const DIGIT = /^\p{Nd}$/u;
/** What datatrove takes for the point in a number. */
const POINT = /^[.,،٫⎖⎗⎘]$/u;
/** These decide which of its two small letters a capital sigma becomes. */
const CASED = /[\p{Cased}\p{Case_Ignorable}]/u;
const NONSPACING = /^\p{Mn}$/u;
const FINAL_SIGMA = 0x3a3;
const MOST_BYTES = 9;

/** What a unit becomes: flags, and bytes. Null for what depends on its neighbours. */
export function simpleEntry(unit: number): { readonly flags: number; readonly bytes: Uint8Array } | null {
  if ((unit >= 0xd8_00 && unit <= 0xdf_ff) || unit === FINAL_SIGMA) return null;
  const character = String.fromCharCode(unit);
  if (DIGIT.test(character)) return { flags: SIMPLE.digit, bytes: new Uint8Array() };
  const point = POINT.test(character) ? SIMPLE.point : 0;
  const broken = breaksToSpaces(character.toLowerCase());
  if (broken === " ") {
    const cut = point === 0 && !CASED.test(character) ? SIMPLE.cut : 0;
    return { flags: SIMPLE.break | point | cut, bytes: new Uint8Array() };
  }
  const moved = Array.from(broken.normalize("NFD")).some((each) => !NONSPACING.test(each) && combiningOrder(each) > 0);
  const bytes = Buffer.from(withoutMarks(broken));
  return moved || broken.includes(" ") || bytes.length > MOST_BYTES ? null : { flags: point, bytes };
}
