import { expect, test } from "vitest";
import { mendPersian, repairPersianLetters } from "./persianLetters.ts";

test.each([
  ["پردةٌ عشّاق", "پردۀ عشّاق"],
  ["بهرة کافی", "بهرۀ کافی"],
  ["شدهٌ روایت", "شدۀ روایت"],
  ["گفتَة او", "گفتۀ او"],
  ["قصّه‌هاء تومار", "قصّه‌ها، تومار"],
  ["موادء گرایش", "مواد، گرایش"],
  ["دیروزء شد،ء و", "دیروز، شد، و"],
  ["اروپاگی و غذاگیات", "اروپائی و غذاگیات"],
  ["بر| مردم زیر|", "برا مردم زیرا"],
  ["سبزوار | نیشابور | قوچان", "سبزوار / نیشابور / قوچان"],
])("%s is %s", (read, spelled) => {
  expect(mendPersian(read)).toBe(spelled);
  expect(mendPersian(spelled)).toBe(spelled);
});

test.each(["نعمة الله", "دایرة‌المعارف", "جزء آن", "بدء کار", "انشاء", "شیء", "خانه", "هُرمز", "زندگی", "| آغاز", "abc"])(
  "%s stays",
  (text) => {
    expect(mendPersian(text)).toBe(text);
  },
);

test("lines and words alike", () => {
  const bbox: [number, number, number, number] = [0, 0, 9, 9];
  const word = { text: "جملةٌ", bbox, confidence: 1 };
  const { lines } = repairPersianLetters({ bbox, lines: [{ text: "جملةٌ", bbox, confidence: 1, words: [word] }] });
  expect(lines).toMatchObject([{ text: "جملۀ", words: [{ text: "جملۀ" }] }]);
});
