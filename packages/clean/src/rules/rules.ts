import { arabicLetters } from "./arabicLetters.ts";
import { burmeseLetters } from "./burmeseLetters.ts";
import { composition } from "./composition.ts";
import { controls } from "./controls.ts";
import { hangulJamo } from "./hangulJamo.ts";
import { invisible } from "./invisible.ts";
import { joiners } from "./joiners.ts";
import { khmerLetters } from "./khmerLetters.ts";
import { layout } from "./layout.ts";
import { markOrder } from "./markOrder.ts";
import { mojibake } from "./mojibake.ts";
import { presentationForms } from "./presentationForms.ts";
import type { Rule } from "./rule.ts";
import { tatweel } from "./tatweel.ts";
import { vietnameseTones } from "./vietnameseTones.ts";
import { whiteSpace } from "./whiteSpace.ts";

/** Raise it whenever a text may come out of `RULES` in another form; it is part of the version of the stage. */
export const RULES_VERSION = 1;

/**
 * How texts are written, in the order in which it is seen to: encoding, lay-out (some controls end lines), what
 * nobody sees, shapes of fonts, canonical form, order of marks, letters of languages.
 */
export const RULES: readonly Rule[] = [
  mojibake,
  whiteSpace,
  layout,
  controls,
  invisible,
  presentationForms,
  tatweel,
  composition,
  markOrder,
  khmerLetters,
  burmeseLetters,
  arabicLetters,
  joiners,
  hangulJamo,
  vietnameseTones,
];
