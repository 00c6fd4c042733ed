import type { Block } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { repairPersianSpaces, spacedPersian } from "./persianSpaces.ts";

const known = new Set([
  "انگیزه",
  "تاریخ",
  "تصمیم",
  "گیری",
  "وزارت",
  "زارت",
  "درخت",
  "مشکلات",
  "بریزد",
  "بود",
  "که",
  "کرد",
  "آغاز",
  "آبیاری",
  "کم",
]);
const spaced = (text: string, closelySet = false): string => spacedPersian(text, known, closelySet);

test.each([
  ["به\u200Cعدالت", "به عدالت"],
  ["است\u200Cندارند", "است ندارند"],
  ["نمایندگان\u200Cبه\u200Cمدینه", "نمایندگان به مدینه"],
  ["این\u200Cمقاومت", "این مقاومت"],
  ["وانگیزه", "و انگیزه"],
  ["درتاریخ", "در تاریخ"],
  ["بر\u200Cمشکلات", "بر مشکلات"],
  ["وبه تاریخ", "و به تاریخ"],
  ["ومشکلاتی", "و مشکلاتی"],
  ["بو دکه", "بود که"],
  ["آغا زکرد", "آغاز کرد"],
  ["آ بیاری", "آبیاری"],
  ["تاریخ . وزارت ، درخت", "تاریخ. وزارت، درخت"],
])("%s is two words", (read, written) => {
  expect(spaced(read)).toBe(written);
  expect(spaced(written)).toBe(written);
});

test.each([
  "می\u200Cشود",
  "کتاب\u200Cهای",
  "آن\u200Cها",
  "این\u200Cطور",
  "تصمیم\u200Cگیری",
  "وزارت",
  "درخت",
  "بریزد",
  "واژه",
])("%s stays", (text) => {
  expect(spaced(text)).toBe(text);
});

test("on a closely set page every joiner is a space, save those that the language wants", () => {
  expect(spaced("عجیب\u200Cاقتصادی می\u200Cشود", true)).toBe("عجیب اقتصادی می\u200Cشود");
  const bbox: [number, number, number, number] = [0, 0, 100, 10];
  const page = (text: string): Block[] => [
    { bbox, lines: [{ text, bbox, confidence: 1, words: [{ text, bbox, confidence: 1 }] }] },
  ];
  const text = "عجیب\u200Cاقتصادی";
  const few = repairPersianSpaces(page(`${text} به\u200Cمردم به\u200Cاو`), known);
  expect(few[0]?.lines[0]?.text).toBe(`${text} به مردم به او`);
  const many = repairPersianSpaces(page(`${text} به\u200Cمردم به\u200Cاو که\u200Cدر`), known);
  expect(many[0]?.lines[0]?.text).toBe("عجیب اقتصادی به مردم به او که در");
  expect(many[0]?.lines[0]?.words.map((word) => word.text)).toEqual("عجیب اقتصادی به مردم به او که در".split(" "));
});
