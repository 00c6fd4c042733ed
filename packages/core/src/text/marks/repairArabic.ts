import { foldPresentationForms } from "../foldPresentationForms.ts";
import { remembered } from "./remembered.ts";

const MARKS = /[\u05B0-\u05BC\u05C1\u05C2\u05C7\u064B-\u0652\u0670]{2,}/g;
const withoutDoubles = remembered((marks) => marks.replaceAll(/(.)\1+/g, "$1"));

/** Letters of Arabic and Hebrew instead of their presentation forms, and no mark twice in a row. Idempotent. */
export function repairArabic(text: string): string {
  return foldPresentationForms(text).replaceAll(MARKS, withoutDoubles);
}
