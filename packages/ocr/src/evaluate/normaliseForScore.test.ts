import { findLanguage, LANGUAGES } from "@malmoi/schemas";
import { describe, expect, it } from "vitest";
import { normaliseForScore } from "./normaliseForScore.ts";

function score(text: string, tag: string): string {
  const language = findLanguage(tag);
  if (language === undefined) throw new Error(`no ${tag}`);
  return normaliseForScore(text, language);
}

describe("normaliseForScore", () => {
  it.each([
    ["NFKC: ligatures", "spa_Latn", "ﬁn de\u00A0año", "fin de año"],
    ["NFKC: composition", "spa_Latn", "an\u0303o", "año"],
    ["NFKC: full-width letters", "jpn_Jpan", "ＡＢＣ１２", "ABC12"],
    ["NFKC: Arabic presentation forms", "arb_Arab", "ﺳﻼﻡ", "سلام"],
    ["NFKC: SARA AM", "tha_Thai", "น้ำ", "น้\u0E4D\u0E32"],
    ["white space collapsed", "kor_Hang", "  말을 \t모아\r\n\n적다\n", "말을 모아 적다"],
    ["white space removed, Thai", "tha_Thai", "ภา ษา\nไทย ", "ภาษาไทย"],
    ["white space removed, Lao", "lao_Laoo", "ພາສາ ລາວ", "ພາສາລາວ"],
    ["white space removed, Khmer", "khm_Khmr", "ភាសា\u200Bខ្មែរ មាន", "ភាសាខ្មែរមាន"],
    ["white space removed, Burmese", "mya_Mymr", "မြန်မာ နိုင်ငံ", "မြန်မာနိုင်ငံ"],
    ["white space removed, Chinese", "cmn_Hans", "他们 是\n学生", "他们是学生"],
    ["soft hyphens", "por_Latn", "exem\u00ADplo", "exemplo"],
    ["zero-width non-joiner", "fas_Arab", "می\u200Cخواهم", "ميخواهم"],
    ["tatweel", "arb_Arab", "كتـــاب", "كتاب"],
    ["bidi marks", "arb_Arab", "\u202B\u200Fسلام\u200E\u202C \u2067a\u2069\u061C", "سلام a"],
    ["line end: hyphen", "spa_Latn", "respec-\ntos", "respectos"],
    ["line end: hyphen and indent", "spa_Latn", "respec- \r\n  tos", "respectos"],
    ["line end: not sign", "spa_Latn", "es¬\ncribir", "escribir"],
    ["line end: soft hyphen", "por_Latn", "exem\u00AD\nplo", "exemplo"],
    ["line end: both", "por_Latn", "exem-\u00AD\nplo", "exemplo"],
    ["line end: after a combining mark", "tam_Taml", "மொ-\nழி", "மொழி"],
    ["not a line end", "ind_Latn", "anak-anak", "anak-anak"],
    ["a hyphen before a space is no line end", "spa_Latn", "sud- y", "sud- y"],
    ["a dash before a line end stays", "spa_Latn", "dijo —\nno", "dijo - no"],
    ["a number before a line end stays", "spa_Latn", "1816-\n1899", "1816- 1899"],
    ["a word cut by the page end", "spa_Latn", "pa¬", "pa-"],
    ["dashes", "spa_Latn", "‐‑‒–—―−", "-------"],
    ["double quotes", "spa_Latn", "“a” „b‟ «c» ″", '"a" "b" "c" "'],
    ["single quotes", "tet_Latn", "ha’u ha´u ha`u haʼu ‹a›", "ha'u ha'u ha'u ha'u 'a'"],
    ["corner brackets", "jpn_Jpan", "「本」『書』", '"本""書"'],
    ["yeh", "fas_Arab", "فارسی", "فارسي"],
    ["kaf", "fas_Arab", "کتاب", "كتاب"],
    ["yeh with hamza above", "fas_Arab", "ی\u0654", "ئ"],
    ["digits", "fas_Arab", "۱۲۳ ١٢٣ 123", "123 123 123"],
  ])("%s (%s)", (_what, tag, text, expected) => {
    expect(score(text, tag)).toBe(expected);
  });

  it.each([
    ["case", "spa_Latn", "Año", "año"],
    ["accents", "spa_Latn", "año", "ano"],
    ["alef maksura and yeh", "arb_Arab", "على", "علي"],
    ["vowel marks", "heb_Hebr", "בְּרֵאשִׁית", "בראשית"],
    ["Thai and European digits", "tha_Thai", "๑", "1"],
    ["white space, where it means something", "kor_Hang", "말 모이", "말모이"],
    ["single and double quotes", "spa_Latn", "'a'", '"a"'],
  ])("keeps apart: %s (%s)", (_what, tag, one, other) => {
    expect(score(one, tag)).not.toBe(score(other, tag));
  });

  it("treats Arabic letters as Arabic only in Arabic script", () => {
    expect(score("ک۱", "eng_Latn")).toBe("ک۱");
  });

  it("changes nothing the second time, in every language", () => {
    const pieces = Array.from(
      "aé-¬–—\u00AD\n \t\r\u200B\u200C\u200F«»'’´`″…ﬁ１یيکكىـ\u0654\u0301۱١๑ำน้\u1100\u1161가ក្ស។မျ。",
    );
    let state = 1;
    const next = (): number => (state = (state * 48_271) % 2_147_483_647);
    for (const language of LANGUAGES) {
      for (let round = 0; round < 20; round++) {
        const once = normaliseForScore(
          Array.from({ length: 40 }, () => pieces[next() % pieces.length]).join(""),
          language,
        );
        expect(normaliseForScore(once, language)).toBe(once);
      }
    }
  });
});
