import { expect, test } from "vitest";
import { normalise as normaliseIn } from "./normalise.ts";
import { randomText } from "./testRandom.ts";

const normalise = (raw: string): string => normaliseIn(raw, "und");

test("random texts: idempotent, NFC, no controls, no lone surrogates, no stray space", () => {
  for (let seed = 1; seed <= 3000; seed += 1) {
    const clean = normalise(randomText(seed, 60));
    expect(normalise(clean)).toBe(clean);
    expect(clean.normalize("NFC")).toBe(clean);
    expect(clean).not.toMatch(/[\p{Cs}\u00ad\u200b\ufeff]|(?!\n)\p{Cc}/u);
    expect(clean).not.toMatch(/ {2}| \n|\n |\n{3}|^\s|\s$/);
  }
});

test("line ends, spaces and empty lines", () => {
  expect(normalise("a\r\nb\rc\u2028d")).toBe("a\nb\nc\nd");
  expect(normalise("  a\t\u00a0b  \n\n\n\n c \n")).toBe("a b\n\nc");
});

test("what spells words stays: ZWNJ in Persian, ZWJ, Thai and Burmese marks", () => {
  expect(normalise("می‌خواهم")).toBe("می‌خواهم");
  expect(normalise("ක්‍ෂ")).toBe("ක්‍ෂ");
  for (const text of ["ที่นี่ไม่มีน้ำ", "မြန်မာဘာသာစကား", "תּוֹרָה".normalize("NFC"), "தமிழ்"]) expect(normalise(text)).toBe(text);
});

test("composed and decomposed spellings become the same", () => {
  expect(normalise("tiếng Việt".normalize("NFD"))).toBe("tiếng Việt");
  expect(normalise("한국어".normalize("NFD"))).toBe("한국어");
});

test("zero-width spaces, soft hyphens, NUL and lone surrogates go; U+FFFD stays", () => {
  expect(normalise("ក\u200bខ a\u00adb\0c\ud800d\udc00\ufeff")).toBe("កខ abcd");
  expect(normalise("a\ufffdb")).toBe("a\ufffdb");
});

test.each([
  ["marks", "\u0301\u0323".repeat(500_000)],
  ["spaces", " ".repeat(1_000_000)],
  ["newlines", "\n".repeat(1_000_000)],
  ["one line", "a".repeat(1_000_000)],
  ["lone surrogates", "\ud800".repeat(1_000_000)],
])("a million characters of %s take seconds at most", (_, text) => {
  const started = performance.now();
  expect(normalise(text).length).toBeLessThanOrEqual(1_000_000);
  expect(performance.now() - started).toBeLessThan(5000);
});

test("tatweel goes inside words and stays where it spells; controls of direction go", () => {
  expect(normalise("العـــربية هـٰذا")).toBe("العربية هٰذا");
  expect(normalise("1445 هـ، الـ")).toBe("1445 هـ، الـ");
  expect(normalise("a\u200fb\u202ec\u2066d\u061c")).toBe("abcd");
});

test("ZWNJ stays between letters, once, and nowhere else", () => {
  expect(normalise("می\u200c\u200cخواهم \u200cو\u200c.")).toBe("می\u200cخواهم و.");
});

test("yeh and kaf are the language's own; digits are kept", () => {
  expect(normaliseIn("كتابي ۱۲ ١٢", "fas_Arab")).toBe("کتابی ۱۲ ١٢");
  expect(normaliseIn("کبیر علی ۱۲", "arb_Arab")).toBe("كبير علی ۱۲");
  expect(normaliseIn("ك ک ي ی", "und")).toBe("ك ک ي ی");
});

test("random Arabic texts with controls and marks: idempotent, NFC, in every language's habits", () => {
  const alphabet = Array.from("ايىیكکهئ\u0640\u0640\u064b\u0651\u0654\u0653\u200c\u200c\u200d\u200f ا=\u0338.\n");
  let state = 7;
  const next = (): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return alphabet[Math.floor((state / 2 ** 32) * alphabet.length)] ?? "";
  };
  for (let count = 0; count < 6000; count += 1) {
    const raw = Array.from({ length: 24 }, next).join("");
    for (const language of ["fas_Arab", "arb_Arab", "und"]) {
      const clean = normaliseIn(raw, language);
      expect(normaliseIn(clean, language)).toBe(clean);
      expect(clean.normalize("NFC")).toBe(clean);
    }
  }
});
