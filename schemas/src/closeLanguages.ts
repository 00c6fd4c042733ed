import type { LanguageTag } from "./languageTag.ts";

/** Varieties of one language, or standards of one, that readers of the one read the other in: a short text fits both. */
const GROUPS: readonly (readonly LanguageTag[])[] = [
  ["ind_Latn", "zsm_Latn"],
  ["fas_Arab", "prs_Arab"],
  ["arb_Arab", "arz_Arab", "ary_Arab", "apc_Arab"],
  ["quy_Latn", "quz_Latn"],
  ["cmn_Hans", "cmn_Hant"],
];

/** The languages that are hard to tell from this one, without itself. */
export function closeTo(tag: LanguageTag): LanguageTag[] {
  return GROUPS.filter((group) => group.includes(tag)).flatMap((group) => group.filter((other) => other !== tag));
}
