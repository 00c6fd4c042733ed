import { RawText } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { normalise } from "../normalise.ts";
import { randomScripts, randomText, SCRIPT_TEXTS } from "../testRandom.ts";
import { composition } from "./composition.ts";
import { RULES } from "./rules.ts";

const point = (...codes: number[]): string => String.fromCodePoint(...codes);

test("names are unique", () => {
  expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length);
});

test.each(RULES)("$name is idempotent, and changes nothing without what it touches", ({ touches, apply }) => {
  for (const { language } of [...SCRIPT_TEXTS, { language: "und" }]) {
    const texts = [...randomScripts(language, 60), ...[1, 2, 3, 4].map((seed) => randomText(seed, 40))];
    for (const text of texts) {
      const once = apply(text, language);
      if (!Array.from(text).some((character) => touches.test(character))) expect(once).toBe(text);
      expect(apply(once, language), JSON.stringify(text)).toBe(once);
    }
  }
});

/** By rule: a language, what was read, what is written. Mistakes are those that OCR, text layers and typists make. */
const CASES: Readonly<Record<string, readonly (readonly [language: string, read: string, written: string])[]>> = {
  mojibake: [
    ["spa_Latn", "El niÃ±o llegÃ³ maÃ±ana: Â¿quÃ©?", "El niño llegó mañana: ¿qué?"],
    ["por_Latn", "fuimos al CAFÉ»", "fuimos al CAFÉ»"],
  ],
  "white-space": [
    ["kor_Hang", "가\u3164나\u3000다\u00a0라", "가 나 다 라"],
    ["und", "a\r\nb\rc\u2028d", "a\nb\nc\nd"],
  ],
  layout: [
    ["und", "a \f b", "a\nb"],
    ["und", " \n a  b \n\n\n c\n ", "a b\n\nc"],
  ],
  controls: [
    ["und", "a\0b\u0007\u001b\u009f", "ab"],
    ["und", "a\ud800b\udc00\u{1F600}", "a\ufffdb\ufffd\u{1F600}"],
    ["und", "a\ufffdb", "a\ufffdb"],
  ],
  invisible: [
    ["khm_Khmr", "ភាសា\u200bខ្មែរ", "ភាសាខ្មែរ"],
    ["khm_Khmr", "ក\u17b4ខ", "កខ"],
    ["deu_Latn", "Silben\u00adtrennung\u2060\ufeff", "Silbentrennung"],
    ["arb_Arab", "\u202bسلام\u202c \u200fabc\u2066d\u061c\u206a", "سلام abcd"],
    [
      "eng_Latn",
      "a\u{E0041}\u{E0042}b \u{1F3F4}\u{E0067}\u{E0062}\u{E007F}",
      "ab \u{1F3F4}\u{E0067}\u{E0062}\u{E007F}",
    ],
    ["heb_Hebr", "ל\u05b7\u034f\u05b4ם x\u034fy", "ל\u05b7\u034f\u05b4ם xy"],
    ["kor_Hang", "\u115f\u1161 \u1100\u1160 a\u1160b\u115f", "\u115f\u1161 \u1100\u1160 ab"],
    ["und", "a\ufdd0\uffff\u{1fffe}b\ufffc", "ab"],
  ],
  "presentation-forms": [
    ["arb_Arab", "\uFEE3\uFEAE\uFEA3\uFE92\uFE8E \uFEFB \uFDFA", "مرحبا لا \uFDFA"],
    ["heb_Hebr", "\uFB2Aלום \uFB4F", "ש\u05c1לום אל"],
    ["eng_Latn", "\uFB01rst o\uFB03ce x² ½", "first office x² ½"],
    ["hye_Armn", "\uFB13", "մն"],
  ],
  tatweel: [
    ["arb_Arab", "العـــربية هـٰذا", "العربية هٰذا"],
    ["arb_Arab", "1445 هـ، الـ", "1445 هـ، الـ"],
  ],
  composition: [
    ["vie_Latn", "tiếng Việt".normalize("NFD"), "tiếng Việt"],
    ["kor_Hang", "한국어".normalize("NFD"), "한국어"],
    ["kor_Hang", "\u1112\u119e\u11ab글", "\u1112\u119e\u11ab글"], // Old vowel: it stays as it is written.
    ["heb_Hebr", "\u05e9\u05b8\u05c1\u05bcלום", "\u05e9\u05b8\u05bc\u05c1לום"],
    ["arb_Arab", "مح\u0651\u064eمد", "مح\u064e\u0651مد"],
    ["ben_Beng", "ক\u09c7\u09be", "ক\u09cb"],
  ],
  "mark-order": [
    ["tha_Thai", point(0xe17, 0xe48, 0xe35) + point(0xe19, 0xe4d, 0xe49, 0xe32), "ที่น้ำ"],
    ["tha_Thai", point(0xe40, 0xe40, 0xe25, 0xe30), "และ"],
    ["lao_Laoo", point(0xe99, 0xecd, 0xec9, 0xeb2), "ນ້ຳ"],
    ["khm_Khmr", point(0x1781, 0x17c2, 0x17d2, 0x1798, 0x179a), "ខ្មែរ"],
    ["mya_Mymr", point(0x1000, 0x102f, 0x102d), "ကို"],
    ["arb_Arab", "مَ\u064eر", "مَر"],
    ["heb_Hebr", "דּ\u05bcבר", "דּבר"],
  ],
  "khmer-letters": [["khm_Khmr", "\u17a3\u17a4", "\u17a2\u17a2\u17b6"]],
  "burmese-letters": [
    ["mya_Mymr", "\u1040\u102d\u102f ၁၀ ၀", "ဝို ၁၀ ၀"],
    ["mya_Mymr", "\u1047\u103e\u102d ၇", "ရှိ ၇"],
    ["mya_Mymr", "၄င်း ၄", "၎င်း ၄"],
    ["mya_Mymr", "\u1015\u100a\u102c သ\u1025\u103a", "ပညာ သဉ်"],
  ],
  "arabic-letters": [
    ["fas_Arab", "كتابي ۱۲ ١٢ خانۀ", "کتابی ۱۲ ١٢ خانهٔ"],
    ["prs_Arab", "علي", "علی"],
    ["urd_Arab", "يه كتاب هے، بھى", "یہ کتاب ہے، بھی"],
    ["ckb_Arab", "كه\u200cم، وٚ", "کەم، ۆ"],
    ["pbt_Arab", "سړى ې ۍ ي", "سړی ې ۍ ي"],
    ["arb_Arab", "کبیر علی ۱۲", "كبير علی ۱۲"],
    ["snd_Arab", "ك ک ي ی ه ہ", "ك ک ي ی ه ہ"],
  ],
  joiners: [
    ["fas_Arab", "می\u200c\u200cخواهم \u200cو\u200c. PDF\u200cها ۵\u200cام", "می\u200cخواهم و. PDF\u200cها ۵\u200cام"],
    ["deu_Latn", "Auf\u200clage a\u200db", "Auflage ab"],
    ["tha_Thai", "ก\u200cข\u200d", "กข"],
    ["sin_Sinh", "ක්\u200dෂ", "ක්\u200dෂ"],
    [
      "und",
      "\u{1F468}\u200d\u{1F469}\u200d\u{1F467} \u2764\ufe0f\u200d\u{1F525}",
      "\u{1F468}\u200d\u{1F469}\u200d\u{1F467} \u2764\ufe0f\u200d\u{1F525}",
    ],
  ],
  "hangul-jamo": [
    ["kor_Hang", "ㅎㅏㄴㄱㅡㄹ 안녕", "한글 안녕"],
    ["kor_Hang", "\uffbe\uffc2\uffa4\uffa1\uffda\uffa9", "한글"],
    ["kor_Hang", "ㄱㅏㅂㅅㅣ", "갑시"],
    ["kor_Hang", "ㅋㅋㅋ ㅠㅠ ㄱ. ㄴ. ㅏㅑㅓㅕ 하ㄴ ㅋㅠ", "ㅋㅋㅋ ㅠㅠ ㄱ. ㄴ. ㅏㅑㅓㅕ 하ㄴ ㅋㅠ"],
  ],
  "vietnamese-tones": [
    ["vie_Latn", "hoà bình, HOÀ, Thuý khoẻ, uỷ ban, oà", "hòa bình, HÒA, Thúy khỏe, ủy ban, òa"],
    ["vie_Latn", "toán quý ngoài hòa thuyền giày Noé", "toán quý ngoài hòa thuyền giày Noé"],
    ["vie_Latn", "tie\u0301\u0302ng", "tiếng"],
    ["ita_Latn", "oà", "oà"],
  ],
};

test("every rule has cases", () => {
  expect(Object.keys(CASES).toSorted()).toEqual(RULES.map(({ name }) => name).toSorted());
});

test.each(Object.entries(CASES).flatMap(([name, cases]) => cases.map((found) => [name, ...found] as const)))(
  "%s, %s: %j",
  (_, language, read, written) => {
    expect(normalise(RawText.parse(read), language)).toBe(written);
  },
);

test("composition touches whatever NFC changes, or joins to what stands before it", () => {
  for (let code = 0x80; code < 0x2_0000; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const parts = Array.from(point(code).normalize("NFD"));
    if (parts.length === 1) continue;
    expect(composition.touches.test(parts.at(-1) ?? ""), code.toString(16)).toBe(true);
  }
  expect(["a", "é", "“", "한", "ع", "ш"].filter((character) => composition.touches.test(character))).toEqual([]);
});

test("quotes stay as they are", () => {
  const quotes = "\"a\" 'b' “c” ‘d’ «e» „f“ 「g」 ״ה״ ’";
  expect(normalise(RawText.parse(quotes), "und")).toBe(quotes);
});
