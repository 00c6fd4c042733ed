import { remembered } from "./remembered.ts";
import { sortMarks } from "./sortMarks.ts";

/**
 * Signs after a consonant (and what is stacked under it) in the order of the Unicode core specification ("Myanmar") and
 * Unicode Technical Note 11: medials ya, ra, wa, ha; vowel e; vowels above; vowels below; aa and anusvara; dot below; asat;
 * visarga. Dot below comes before asat because canonical order (NFC) puts it there.
 */
const RANKS: readonly string[] = [
  "\u103B",
  "\u103C",
  "\u103D",
  "\u103E",
  "\u1031",
  "\u102D\u102E",
  "\u102F\u1030",
  // Karen writes the anusvara before aa.
  "\u102B\u102C\u1036",
  "\u1037",
  "\u103A",
  "\u1038",
];
/** Without the vowel ai, which Burmese writes with no other vowel, and Mon after others. */
const SIGNS = /[\u102B-\u1031\u1036-\u1038\u103A-\u103E]{2,}/gu;

const ASAT = "\u103A";
/**
 * In contractions an asat belongs to the consonant, and medial ya or a vowel below comes after it, as in the words for
 * "man" and "I" (Technical Note 11).
 */
const CONTRACTED = /^[\u103B\u102F\u1030]/u;

/** Vowel e where no letter is before it: typed as it looks, before its consonant, stack and medials. */
const VOWEL_FIRST = /(?<![\u1000-\u109F])\u1031([\u1000-\u1021](?:\u1039[\u1000-\u1021])*[\u103B-\u103E]*)/gu;

/**
 * One spelling for what looks the same in Burmese: signs in order and once each, a vowel e that stands before its
 * consonant behind it. Signs that only Shan, Mon and Karen use are left where they are. Idempotent.
 */
export function repairBurmese(text: string): string {
  return text.replaceAll(VOWEL_FIRST, "$1\u1031").replaceAll(SIGNS, inOrder);
}

const inOrder = remembered((signs) => {
  const sorted = sortMarks(Array.from(signs), (sign) => RANKS.findIndex((rank) => rank.includes(sign))).join("");
  const rest = sorted.replace(ASAT, "");
  return signs.startsWith(ASAT) && CONTRACTED.test(rest) ? ASAT + rest : sorted;
});
