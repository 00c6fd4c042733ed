import type { ScriptCode } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { repairMarks, repairOrder } from "./repairMarks.ts";

const point = (...codes: number[]): string => String.fromCodePoint(...codes);

test.each<[ScriptCode, string, string, string]>([
  ["Thai", "a tone mark before its vowel", point(0xe17, 0xe48, 0xe35), "ที่"],
  ["Thai", "SARA AM in two parts, the tone between them", point(0xe19, 0xe4d, 0xe49, 0xe32), "น้ำ"],
  ["Thai", "SARA AM in two parts, the tone first", point(0xe19, 0xe49, 0xe4d, 0xe32), "น้ำ"],
  ["Thai", "the tone after SARA AM", point(0xe19, 0xe33, 0xe49), "น้ำ"],
  ["Thai", "a doubled tone mark", point(0xe17, 0xe35, 0xe48, 0xe48), "ที่"],
  ["Thai", "SARA AE as two SARA E", point(0xe40, 0xe40, 0xe25, 0xe30), "และ"],
  ["Laoo", "a tone mark before its vowel", point(0xe97, 0xec8, 0xeb5), "ທີ່"],
  ["Laoo", "AM in two parts", point(0xe99, 0xecd, 0xec9, 0xeb2), "ນ້ຳ"],
  ["Laoo", "a tone before the vowel o", point(0xe9a, 0xec8, 0xecd), "ບໍ່"],
  ["Laoo", "the semivowel under a vowel", point(0xe9b, 0xeb5, 0xebc), point(0xe9b, 0xebc, 0xeb5)],
  ["Khmr", "coeng RO before another coeng", point(0x179f, 0x17d2, 0x179a, 0x17d2, 0x178f, 0x17b8), "ស្ត្រី"],
  ["Khmr", "a subscript after the vowel", point(0x1781, 0x17c2, 0x17d2, 0x1798, 0x179a), "ខ្មែរ"],
  ["Khmr", "a shifter before the subscript", point(0x1798, 0x17c9, 0x17d2, 0x179b, 0x17c1, 0x17c7), "ម្ល៉េះ"],
  ["Khmr", "nikahit before its vowel", point(0x1781, 0x17c6, 0x17bb), "ខុំ"],
  ["Khmr", "a vowel in two parts", point(0x1791, 0x17c1, 0x17b6), "ទោ"],
  ["Khmr", "a vowel before its letter", point(0x17c2, 0x1781, 0x17d2, 0x1798, 0x179a), "ខ្មែរ"],
  ["Mymr", "medial wa before ya", point(0x1000, 0x103d, 0x103b, 0x103a), "ကျွ်"],
  ["Mymr", "vowel e before the medial", point(0x1019, 0x1031, 0x103c), "မြေ"],
  ["Mymr", "u before i", point(0x1000, 0x102f, 0x102d), "ကို"],
  ["Mymr", "visarga before asat", point(0x1010, 0x1004, 0x1038, 0x103a), "တင်း"],
  ["Mymr", "asat before dot below", point(0x1014, 0x103a, 0x1037), point(0x1014, 0x1037, 0x103a)],
  ["Mymr", "vowel e before its consonant", point(0x1031, 0x1019, 0x103c), "မြေ"],
  ["Arab", "presentation forms", "\uFEE3\uFEAE\uFEA3\uFE92\uFE8E", "مرحبا"],
  ["Hebr", "a doubled dagesh", "דּ\u05BCבר", "דּבר"],
  ["Arab", "a doubled fatha", "مَ\u064Eر", "مَر"],
])("%s: %s", (script, _, printed, spelled) => {
  expect(repairOrder(printed, script)).toBe(spelled);
  expect(repairMarks(`x ${printed} y`)).toBe(`x ${spelled} y`);
});

test.each([
  "ที่นี่ไม่มีน้ำ ผู้ใหญ่ซื้อปิ่นโต ศุกร์ กตฺวา",
  "ທີ່ຂອງແລະບໍ່ມີນ້ຳ ເຂົ້າໜຽວ ຄວາມສຸກ",
  "អ្នកនិងការរបស់ ស្ត្រី ព្រះពុទ្ធសាសនា ធម៌ ប៉ុន្តែ ខ្ញុំ កាំភ្លើង",
  "မြန်မာဘာသာစကား ကျွန်ုပ် ယောက်ျား နှင့် သင်္ဘော ဥက္ကဋ္ဌ",
  "လိၵ်ႈတႆး ဢၼ် ဘာသာမန် ကညီကျိာ် တၢ်",
  "السلام عليكم مَدْرَسَة مُحَمَّد",
  "שָׁלוֹם תּוֹרָה",
])("what is spelled well stays: %s", (text) => {
  expect(repairMarks(text.normalize("NFC"))).toBe(text.normalize("NFC"));
});

/** Every order of a script's letters and marks that chance brings. */
function* clusters(from: number, to: number): Generator<string> {
  let state = from;
  const next = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let count = 0; count < 3000; count += 1) {
    yield Array.from({ length: 12 }, () => (next(12) === 0 ? " " : point(from + next(to - from)))).join("");
  }
}

/** What two signs make together, taken apart again. */
const parts = (text: string): string =>
  text
    .replaceAll("\u0E33", "\u0E4D\u0E32")
    .replaceAll("\u0E41", "\u0E40\u0E40")
    .replaceAll("\u0EB3", "\u0ECD\u0EB2")
    .replaceAll("\u0EC1", "\u0EC0\u0EC0")
    .replaceAll("\u17BE", "\u17C1\u17B8")
    .replaceAll("\u17C4", "\u17C1\u17B6");

test.each<[ScriptCode, number, number]>([
  ["Thai", 0xe01, 0xe4f],
  ["Laoo", 0xe94, 0xece],
  ["Khmr", 0x1780, 0x17d4],
  ["Mymr", 0x1000, 0x103f],
  ["Arab", 0x0621, 0x0653],
])("random %s: idempotent, stable under NFC, loses nothing but doubles", (script, from, to) => {
  for (const text of clusters(from, to)) {
    const once = repairOrder(text, script);
    expect(repairOrder(once, script)).toBe(once);
    // Whichever of NFC and repair comes first, the other has the last word only once.
    const settled = repairOrder(once.normalize("NFC"), script).normalize("NFC");
    expect(repairOrder(settled, script)).toBe(settled);
    expect(new Set(parts(once))).toEqual(new Set(parts(text)));
    for (const letter of text.match(/\p{Lo}/gu) ?? []) {
      const count = (all: string): number => parts(all).split(parts(letter).slice(0, 1)).length;
      expect(count(once)).toBeGreaterThanOrEqual(count(text) - (parts(text).match(/\p{M}/gu)?.length ?? 0));
    }
  }
});
