import { expect, test } from "vitest";
import { normalise } from "./normalise.ts";
import { randomText } from "./testRandom.ts";

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
