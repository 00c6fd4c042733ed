import { expect, test } from "vitest";
import { countLetters, scriptsOf } from "./letters.ts";

const scripts = (text: string) => scriptsOf(countLetters(text));

test("each script is told from the others", () => {
  expect(scripts("ภาษาไทย")).toEqual(["Thai"]);
  expect(scripts("ພາສາລາວ")).toEqual(["Laoo"]);
  expect(scripts("မြန်မာဘာသာ")).toEqual(["Mymr"]);
  expect(scripts("می‌خواهم")).toEqual(["Arab"]);
  expect(scripts("대한민국 정부")).toEqual(["Hang"]);
  expect(scripts("தமிழ் மொழி")).toEqual(["Taml"]);
});

test("pure Han is Chinese, Han with kana is Japanese, one stray kana changes nothing", () => {
  expect(scripts("人民共和国憲法").toSorted()).toEqual(["Hans", "Hant"]);
  expect(scripts("これは日本語の文章です")).toEqual(["Jpan"]);
  expect(scripts(`${"中文字".repeat(20)}の`).toSorted()).toEqual(["Hans", "Hant"]);
});

test("digits, marks and punctuation are no letters; unknown scripts are counted but have no name", () => {
  expect(countLetters("12 ๓ ... \u0301 \u{1F600}").total).toBe(0);
  const tibetan = countLetters("བོད་སྐད");
  expect(tibetan.total).toBeGreaterThan(3);
  expect(tibetan.byName.size).toBe(0);
  expect(scripts("བོད་སྐད")).toEqual([]);
});

test("letters beyond the basic plane count once, lone surrogates not at all", () => {
  expect(countLetters("\u{20000}\u{20001}").total).toBe(2);
  expect(countLetters("\ud800a\udc00").total).toBe(1);
});
