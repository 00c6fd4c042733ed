import type { Rule } from "./rule.ts";

const LEADING = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const TRAILING = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/** The half-width forms in their own order (Halfwidth and Fullwidth Forms, U+FFA1-FFDC). */
const HALF_WIDTH = new Map(
  Array.from({ length: 0xffdd - 0xffa1 }, (_, index) => String.fromCharCode(0xffa1 + index)).flatMap((half) => {
    const jamo = compatible(half);
    return jamo === undefined ? [] : [[half, jamo] as const];
  }),
);

/** The compatibility letter that NFKC makes the same conjoining one of. */
function compatible(half: string): string | undefined {
  const conjoining = half.normalize("NFKC");
  if (conjoining === half) return undefined;
  for (let code = 0x3131; code <= 0x3163; code += 1) {
    const jamo = String.fromCharCode(code);
    if (jamo.normalize("NFKC") === conjoining) return jamo;
  }
  return undefined;
}

/** Two syllables or more and nothing else, each of a consonant, a vowel, and a final that no vowel follows. */
const SYLLABLE = `[${LEADING}][${VOWELS}](?:[${TRAILING}](?![${VOWELS}]))?`;
const WORD = new RegExp(`(?<![\\u3131-\\u318e])(?:${SYLLABLE}){2,40}(?![\\u3131-\\u318e])`, "gu");
const PARTS = new RegExp(`([${LEADING}])([${VOWELS}])([${TRAILING}]?)(?![${VOWELS}])`, "gu");

/**
 * Syllables that fell apart into separate letters (old files, half-width fonts, OCR) are put together, where letters by
 * themselves make whole words; "ㅋㅋㅋ", lists of letters and single ones stay. Conjoining jamo are composed by NFC.
 */
export const hangulJamo: Rule = {
  name: "hangul-jamo",
  touches: /[\u3131-\u3163\uffa1-\uffdc]/,
  apply: (text) =>
    text
      .replaceAll(/[\uffa1-\uffdc]/g, (half) => HALF_WIDTH.get(half) ?? half)
      .replaceAll(WORD, (word) =>
        word.replaceAll(PARTS, (_, leading: string, vowel: string, trailing: string) =>
          String.fromCharCode(
            0xac00 +
              (LEADING.indexOf(leading) * VOWELS.length + VOWELS.indexOf(vowel)) * (TRAILING.length + 1) +
              (trailing === "" ? 0 : TRAILING.indexOf(trailing) + 1),
          ),
        ),
      ),
};
