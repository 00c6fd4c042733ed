import { foldPresentationForms } from "../pdf/foldPresentationForms.ts";

/** Letters instead of their presentation forms, and no vowel mark twice on one letter. Idempotent. */
export function repairArabic(text: string): string {
  return foldPresentationForms(text).replaceAll(/([\u064B-\u0652\u0670])\1+/gu, "$1");
}
