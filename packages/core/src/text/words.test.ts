import { LANGUAGES } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { words } from "./words.ts";

function icuWords(text: string, locale: string): string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(locale, { granularity: "word" }).segment(text)) {
    if (isWordLike === true) found.push(segment);
  }
  return found;
}

/**
 * Characters of every class of UAX #29 and of every script of `LANGUAGES`. The half-width voice marks of Katakana are
 * left out: of what follows them ICU says now this, now that.
 */
const ALPHABET = [
  ..."abéяΩאבعرक्षिத१٠12１가나각각አԱაㄅꀀ",
  ..."กำั่๑ๆฯລັກາက်ာ၁၊။ក្ា។៕漢字々〇ひらカー、。",
  ..."_‿\u0301\u0323\u00ad\u200d\u200c\u200b\ufeff\u200e:·․,;،٬.’‘'\"״׳؛۔ـّ।።፡՛-!?@#/ \u3000\u00a0\n\r\v\u2028\u0085\0",
  ..."❤©ℹⓂ🇦🇧😀👩🏽\u{10400}\u{1d400}\u{e0001}\u{1d165}\u{11700}",
  "\ud800",
  "\udc00",
];

let state = 1;
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

/** Of a few characters only, so that rules on several in a row are met. */
function randomText(length: number): string {
  const few = Array.from({ length: 2 + random(6) }, () => ALPHABET[random(ALPHABET.length)] ?? "");
  return Array.from({ length }, () => few[random(few.length)] ?? "").join("");
}

test("random texts of all scripts: the words of Intl.Segmenter, whatever the locale", () => {
  const locales = [...new Set(LANGUAGES.map(({ code }) => code))];
  for (let count = 0; count < 3000; count += 1) {
    const text = randomText(1 + random(14));
    const locale = locales[count % locales.length] ?? "en";
    expect([text, words(text)]).toEqual([text, icuWords(text, locale)]);
  }
});

test("every two characters together, alone and between letters", () => {
  for (const first of ALPHABET) {
    const text = ALPHABET.map((second) => `${first}${second}\n a${first}${second}a\n 1${second}${first}1`).join("\n ");
    expect(words(text)).toEqual(icuWords(text, "en"));
  }
});

test("characters of the whole basic plane, between letters, digits and their own kind", () => {
  for (let first = 0; first < 0x1_0000; first += 0x100) {
    // All of Latin to Arabic, then every seventh; they are asked about in groups, because the answer takes long.
    const step = first < 0x700 ? 1 : 7;
    const text = Array.from({ length: Math.ceil(0x100 / step) }, (_, index) =>
      String.fromCharCode(first + index * step),
    )
      .map((unit) => `a${unit}a 1${unit}1 ${unit}${unit}`)
      .join("\n");
    expect([first, words(text)]).toEqual([first, icuWords(text, "en")]);
  }
});

test.each([
  ["spa_Latn", "¡L'Hospitalet, 3.14 km!", ["L'Hospitalet", "3.14", "km"]],
  ["vie_Latn", "tiếng Việt, 1945", ["tiếng", "Việt", "1945"]],
  ["fas_Arab", "می‌خواهم بروم؟", ["می‌خواهم", "بروم"]],
  ["heb_Hebr", "צה\"ל, ג'ירפה", ['צה"ל', "ג'ירפה"]],
  ["kor_Hang", "나는 1945년에 왔다.", ["나는", "1945", "년에", "왔다"]],
  ["tam_Taml", "தமிழ் மொழி।", ["தமிழ்", "மொழி"]],
  ["amh_Ethi", "ሰላም፡ዓለም።", ["ሰላም", "ዓለም"]],
  ["tha_Thai", "ฉันกินข้าว", ["ฉัน", "กิน", "ข้าว"]],
  ["jpn_Jpan", "これは本です。", ["これ", "は", "本", "です"]],
])("words of %s", (_, text, expected) => {
  expect(words(text)).toEqual(expected);
});

test("Thai, Burmese, Khmer and Lao sentences without spaces are cut into several words, and nothing is lost", () => {
  for (const text of ["ฉันกินข้าว", "ကျွန်တော်ထမင်းစားသည်", "ខ្ញុំទៅសាលារៀន", "ຂ້ອຍກິນເຂົ້າ"]) {
    const found = words(text);
    expect(found.length).toBeGreaterThan(1);
    expect(found.join("")).toBe(text);
  }
});

test("a long run without a space is cut as ICU cuts the whole of it", () => {
  for (const run of ["ฉันกินข้าวที่บ้านของเธอเมื่อวานนี้", "ကျွန်တော်ထမင်းစားသည်", "ខ្ញុំទៅសាលារៀន", "これは本です"]) {
    const text = run.repeat(100);
    expect(words(text)).toEqual(icuWords(text, "en"));
  }
});

test("long lines lose no words", () => {
  expect(words("kata ".repeat(20_000))).toHaveLength(20_000);
  expect(words("ก ".repeat(3_000))).toHaveLength(3_000);
  expect(words("กa".repeat(3_000)).join("")).toBe("กa".repeat(3_000));
});

test.each([
  ["marks", "\u0301"],
  ["Thai marks", "\u0e31"],
  ["lone surrogates", "\ud800"],
  ["full stops between marks", "a.\u0301\u0301"],
  ["quotes", "a'"],
  ["spaces", "ก     "],
  ["regional indicators", "🇦"],
  ["joiners", "\u200d❤"],
])("200,000 units of %s are no trap", (_, part) => {
  expect(words(part.repeat(Math.ceil(200_000 / part.length))).join("").length).toBeLessThanOrEqual(200_008);
});
