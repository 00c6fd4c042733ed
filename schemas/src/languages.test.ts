import { expect, test } from "vitest";
import { findLanguage, LANGUAGES } from "./languages.ts";
import { LanguageTag } from "./languageTag.ts";

test("every tag is well formed and stands once", () => {
  const tags = LANGUAGES.map((language) => LanguageTag.parse(language.tag));
  expect(new Set(tags).size).toBe(tags.length);
});

test("stop words are NFC, lower case and without spaces, and every language has some", () => {
  for (const language of LANGUAGES) {
    expect(language.stopWords.length, language.tag).toBeGreaterThan(5);
    for (const word of language.stopWords) {
      expect(word, language.tag).toBe(word.normalize("NFC").toLowerCase().trim());
      expect(word.length, language.tag).toBeGreaterThan(0);
    }
  }
});

test("native digits are ten, in order", () => {
  for (const { tag, digits } of LANGUAGES) {
    if (digits === "") continue;
    const points = Array.from(digits, (digit) => digit.codePointAt(0) ?? 0);
    expect(
      points.map((point) => point - (points[0] ?? 0)),
      tag,
    ).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  }
});

test("a native name is written in the language's script", () => {
  for (const language of LANGUAGES) {
    const inScript = new RegExp(language.unicode.map((name) => `\\p{Script=${name}}`).join("|"), "u");
    expect(inScript.test(language.nativeName), language.tag).toBe(true);
  }
});

test("unknown tags have no row", () => {
  expect(findLanguage("und")).toBeUndefined();
  expect(findLanguage("tha_Thai")?.name).toBe("Thai");
});
