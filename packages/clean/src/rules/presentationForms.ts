import { foldPresentationForms } from "@malmoi/core";
import type { Rule } from "./rule.ts";

/** Ligatures of Latin and Armenian fonts: "ﬁ", "ﬄ", "ﬓ". */
const LIGATURES = /[\ufb00-\ufb06\ufb13-\ufb17]+/gu;

/**
 * Letters instead of the shapes in which a font draws them, in Arabic, Hebrew, Latin and Armenian. Signs for whole
 * phrases (U+FDF0-FDFF) stay, and so does everything else that NFKC would flatten.
 */
export const presentationForms: Rule = {
  name: "presentation-forms",
  touches: /[\ufb00-\ufdef\ufe70-\ufefc]/,
  apply: (text) => foldPresentationForms(text).replaceAll(LIGATURES, (letters) => letters.normalize("NFKC")),
};
