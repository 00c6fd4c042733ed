import type { Rule } from "./rule.ts";

/** A quality mark typed after the tone, which NFC cannot move because both stand above: acute and circumflex, say. */
const TONE_FIRST = /([aeouy])([\u0300\u0301\u0303\u0309])([\u0302\u0306])/giu;

/** Pairs of vowels, and the consonants before them in Vietnamese words; after q the u belongs to the consonant ("quý"). */
const PAIRS: readonly (readonly [first: string, bare: string, toned: string, onset: string])[] = [
  ["o", "a", "àáảãạ", "ng|nh|ch|kh|th|tr|[bdđghlstvx]"],
  ["o", "e", "èéẻẽẹ", "ng|nh|ch|kh|th|[hltx]"],
  ["u", "y", "ỳýỷỹỵ", "ng|nh|kh|th|tr|[dhlnstx]"],
];
const TONES = "\u0300\u0301\u0309\u0303\u0323";
const NEW_STYLE = PAIRS.map(
  ([first, bare, toned, onset]) =>
    [
      new RegExp(`(?<![\\p{L}\\p{M}])((?:${onset})?)(${first})([${toned}])(?![\\p{L}\\p{M}])`, "giu"),
      bare,
      toned,
    ] as const,
);

/**
 * The tone of open oa, oe, uy on the first letter: "hòa", "khỏe", "thúy". Both spellings are in use and mean the same;
 * this, the older, is what keyboards write and most print has. Whole valid syllables only: "toán", "quý" and "ngoài",
 * in which there is one way, stay.
 */
export const vietnameseTones: Rule = {
  name: "vietnamese-tones",
  touches: /[\u00c0-\u1ef9]/,
  apply(text, language) {
    if (language !== "vie_Latn") return text;
    const ordered = text.normalize("NFD").replaceAll(TONE_FIRST, "$1$3$2").normalize("NFC");
    return NEW_STYLE.reduce(
      (written, [found, bare, toned]) =>
        written.replaceAll(found, (_, onset: string, first: string, second: string) => {
          const tone = TONES.charAt(toned.indexOf(second.toLowerCase()));
          const plain = second === second.toLowerCase() ? bare : bare.toUpperCase();
          return onset + (first + tone).normalize("NFC") + plain;
        }),
      ordered,
    );
  },
};
