import { RawText } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { normalise as normaliseIn, normaliseWithChanges } from "./normalise.ts";
import { lettersIn, randomScripts, randomText, SCRIPT_TEXTS } from "./testRandom.ts";

const normalise = (raw: string, language = "und"): string => normaliseIn(RawText.parse(raw), language);

/** What a normal text is not, in words; nothing if it is one. */
function oddities(clean: string, language: string): string[] {
  return [
    ...(normalise(clean, language) === clean ? [] : ["it changes again"]),
    ...(clean.normalize("NFC") === clean ? [] : ["it is not NFC"]),
    ...(/[\p{Cs}\u00ad\u200b\ufeff]|(?!\n)\p{Cc}/u.test(clean) ? ["it holds what nobody sees"] : []),
    ...(/ {2}| \n|\n |\n{3}|^\s|\s$/.test(clean) ? ["it holds stray spaces"] : []),
  ];
}

test("random texts of everything that is odd: idempotent, NFC, no controls, no lone surrogates, no stray space", () => {
  for (let seed = 1; seed <= 3000; seed += 1) expect(oddities(normalise(randomText(seed, 60)), "und")).toEqual([]);
});

test.each(SCRIPT_TEXTS.map(({ language }) => language))(
  "random %s, letters and marks in any order with controls between: idempotent, NFC, no letter lost",
  (language) => {
    for (const raw of randomScripts(language, 400)) {
      const clean = normalise(raw, language);
      expect(oddities(clean, language), JSON.stringify(raw)).toEqual([]);
      expect(lettersIn(clean), JSON.stringify(raw)).toEqual(lettersIn(raw));
    }
  },
);

test.each(SCRIPT_TEXTS)("$language: what is well spelled stays", ({ language, text }) => {
  expect(normalise(text, language)).toBe(text);
  expect(normalise(text.normalize("NFD"), language)).toBe(text);
});

test("line ends, spaces and empty lines", () => {
  expect(normalise("a\r\nb\rc\u2028d\u0085e")).toBe("a\nb\nc\nd\ne");
  expect(normalise("  a\t\u00a0b  \n\n\n\n c \n")).toBe("a b\n\nc");
});

test("what was left out or exchanged is said", () => {
  const { text, changes } = normaliseWithChanges(RawText.parse("ab\0\0 كتاب\u200f ـ"), "fas_Arab");
  expect(text).toBe("ab کتاب ـ");
  expect(changes).toEqual({ controls: 2, invisible: 1, "arabic-letters": 0 });
  expect(normaliseWithChanges(RawText.parse("nada"), "spa_Latn").changes).toEqual({});
  expect(normaliseWithChanges(RawText.parse("\u0301".repeat(1000)), "und").changes).toEqual({ composition: 970 });
});

const MANY = 200_000;
test.each([
  ["marks", "\u0301\u0323".repeat(MANY / 2)],
  ["Thai marks", "\u0e48\u0e35".repeat(MANY / 2)],
  ["Khmer coengs", "\u17d2\u179a".repeat(MANY / 2)],
  ["spaces", " ".repeat(MANY)],
  ["spaces and line feeds", " \n".repeat(MANY / 2)],
  ["tabs", "\t".repeat(MANY)],
  ["newlines", "\n".repeat(MANY)],
  ["one line", "a".repeat(MANY)],
  ["lone surrogates", "\ud800".repeat(MANY)],
  ["NUL", "\0".repeat(MANY)],
  ["tags", "\u{E0041}".repeat(MANY / 2)],
  ["tatweel", "ب" + "\u0640".repeat(MANY)],
  ["ZWNJ", "ب" + "\u200c".repeat(MANY)],
  ["jamo", "ㅎㅏ".repeat(MANY / 2)],
  ["half-width jamo", "\uffa1\uffc2".repeat(MANY / 2)],
  ["misread UTF-8", "Ã©".repeat(MANY / 2)],
  ["directions", "\u202e\u2066שלום abc".repeat(MANY / 10)],
  ["presentation forms", "\ufefb".repeat(MANY)],
  ["vowels before no letter", "\u1031".repeat(MANY)],
  ["Vietnamese", "hoà ".repeat(MANY / 4)],
])("200,000 characters of %s are no trouble", (_, text) => {
  for (const language of ["und", "fas_Arab", "vie_Latn", "kor_Hang"]) {
    expect(normalise(text, language).length).toBeLessThanOrEqual(text.length * 2);
  }
});
