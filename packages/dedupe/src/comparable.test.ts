import { expect, test, vi } from "vitest";
import { comparable } from "./comparable.ts";

const of = (text: string) => String.fromCodePoint(...comparable(text));

test.each([
  ["Thai vowels and tones stay", "ที่นี่ ไม่มีน้ำ!", "ที่นี่ไม่มีน้ํา"],
  ["Burmese vowels stay", "မြန်မာ။ စာ", "မြန်မာစာ"],
  ["Tamil vowel signs stay", "தமிழ் மொழி", "தமிழ்மொழி"],
  ["Arabic: harakat, tatweel, alef, yeh", "مُحَمَّد الـــى أحمد", "محمدالياحمد"],
  ["Persian and Arabic kaf and yeh, ZWNJ", "کتاب‌هایی", "كتابهايي"],
  ["presentation forms", "ﻻ ﺳﻼم", "لاسلام"],
  ["Hebrew points stay", "שָׁלוֹם", "שָׁלוֹם"],
  ["digits of all kinds", "๑٢۳４5", "12345"],
  ["case, width, ligatures, punctuation", "Ｔiếng VIỆT: «ﬁn»", "tiếngviệtfin"],
  ["Korean, composed or not", "한국".normalize("NFD"), "한국"],
])("%s", (_, text, expected) => {
  expect(of(text)).toBe(expected.normalize("NFKC"));
});

test("folding twice changes nothing; hostile text does not throw", () => {
  for (const text of ["مُحَمَّد ١٢", "İstanbul", "ที่นี่", "\ud800\udc00\ud800", "\0", "\u0344".repeat(100)]) {
    expect(of(of(text))).toBe(of(text));
  }
});

test("no long run of marks is normalised, which would take quadratic time", () => {
  const normalise = vi.spyOn(String.prototype, "normalize");
  expect(comparable("\u0301\u0323".repeat(250_000)).length).toBeLessThanOrEqual(60);
  const lengths = normalise.mock.contexts.map((text) => String(text).length);
  normalise.mockRestore();
  expect(lengths.length).toBeGreaterThan(0);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(60);
});
