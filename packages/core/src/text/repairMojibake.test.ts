import { expect, test } from "vitest";
import { repairMojibake } from "./repairMojibake.ts";

const TEXTS = [
  "El niño llegó mañana, ¿qué pasó? Así fue — «bien» y “mejor”…",
  "Não há coração, é à toa\nas irmãs vêm",
  "ที่นี่ไม่มีน้ำ ภาษาไทย",
  "السلام عليكم، كيف الحال؟ مرحبا بكم",
  "سلام، می‌خواهم بنویسم. این فارسی است؟",
  "Tiếng Việt có dấu, người ta đọc được",
  "안녕하세요. 말모이는 낱말을 모은 것이다.",
  "Привет, мир! Это проверка.",
  "שלום עולם, מה שלומך",
  "မြန်မာဘာသာစကား",
  "ភាសាខ្មែរ",
  "Merhaba dünya, ışık çok güzel",
];

/** UTF-8 read as an encoding; Latin-1 keeps the C1 controls. */
function misread(text: string, encoding: string): string {
  const bytes = new TextEncoder().encode(text);
  return encoding === "latin1" ? Buffer.from(bytes).toString("latin1") : new TextDecoder(encoding).decode(bytes);
}

test.each(["latin1", "windows-1252", "windows-1256", "windows-1251", "windows-874", "windows-1258", "macintosh"])(
  "UTF-8 read as %s becomes what it was, whatever script it is in, also when read twice",
  (encoding) => {
    for (const text of TEXTS) {
      const once = misread(text, encoding);
      if (once.includes("\ufffd")) continue; // This encoding has no character for one of the bytes.
      expect(repairMojibake(once)).toBe(text);
      const twice = misread(once, encoding);
      if (!twice.includes("\ufffd")) expect(repairMojibake(twice)).toBe(text);
    }
  },
);

test.each([
  ...TEXTS,
  "fuimos al CAFÉ»\na la MAÑANA…",
  "a IRMÃ»\nde MANHÃ… e da MAÇÃ”",
  "il est passé…» là…» né…»",
  "Ã‰ a sigla Ã©", // Three bytes: too few.
  "خط، حظ؛ ضوء",
  "ÇáÓáÇã Úáíßã", // windows-1256 read as windows-1252: nothing proves it.
  "à¸—à¸µ\nl'été déjà né\nà la maison",
])("what is well, or not certain, stays: %j", (text) => {
  expect(repairMojibake(text)).toBe(text);
});

test("good lines between misread ones stay", () => {
  const page = [...TEXTS.slice(0, 2).map((text) => misread(text, "windows-1252")), "señor", misread("así", "latin1")];
  expect(repairMojibake(page.join("\n"))).toBe([...TEXTS.slice(0, 2), "señor", "así"].join("\n"));
});
