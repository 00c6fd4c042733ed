import type { Rule } from "./rule.ts";

/** A quality mark typed after the tone, which NFC cannot move because both stand above: acute and circumflex, say. */
const QUALITY = /[\u0302\u0306]/;
const TONE_FIRST = /([aeouy])([\u0300\u0301\u0303\u0309])([\u0302\u0306])/giu;

/** Pairs of vowels, and the consonants before them in Vietnamese words; after q the u belongs to the consonant ("quý"). */
const PAIRS: readonly (readonly [first: string, bare: string, toned: string, onset: string])[] = [
  ["o", "a", "àáảãạ", "ng|nh|ch|kh|th|tr|[bdđghlstvx]"],
  ["o", "e", "èéẻẽẹ", "ng|nh|ch|kh|th|[hltx]"],
  ["u", "y", "ỳýỷỹỵ", "ng|nh|kh|th|tr|[dhlnstx]"],
];
const TONES = "\u0300\u0301\u0309\u0303\u0323";
const RULES = PAIRS.map(([first, bare, toned, onset]) => ({
  first,
  bare,
  toned,
  before: new RegExp(`(?<![\\p{L}\\p{M}])(?:${onset})?$`, "iu"),
}));
const OPEN = new RegExp(
  `(?:${RULES.map(({ first, toned }) => `${first}[${toned}]`).join("|")})(?![\\p{L}\\p{M}])`,
  "giu",
);
/** An onset of two letters, and what stands before it. */
const REACH = 4;

/**
 * The tone of open oa, oe, uy on the first letter: "hòa", "khỏe", "thúy". Both spellings are in use and mean the same;
 * this, the older, is what keyboards write and most print has. Whole valid syllables only: "toán", "quý" and "ngoài",
 * in which there is one way, stay.
 */
export const vietnameseTones: Rule = {
  name: "vietnamese-tones",
  touches: /[\u0302\u0306àáảãạèéẻẽẹỳýỷỹỵ]/i,
  apply(text, language) {
    if (language !== "vie_Latn") return text;
    const ordered = QUALITY.test(text) ? text.normalize("NFD").replaceAll(TONE_FIRST, "$1$3$2").normalize("NFC") : text;
    return ordered.replaceAll(OPEN, (vowels: string, at: number) => {
      const [first, second] = [vowels.charAt(0), vowels.charAt(1)];
      const small = vowels.toLowerCase();
      const rule = RULES.find((pair) => small.startsWith(pair.first) && pair.toned.includes(small.charAt(1)));
      if (rule?.before.test(ordered.slice(Math.max(0, at - REACH), at)) !== true) return vowels;
      const tone = TONES.charAt(rule.toned.indexOf(small.charAt(1)));
      return (first + tone).normalize("NFC") + (second === second.toLowerCase() ? rule.bare : rule.bare.toUpperCase());
    });
  },
};
