import { findLanguage, type Language } from "@malmoi/schemas";
import { describe, expect, it } from "vitest";
import { characterErrorRate, errorRate, wordErrorRate } from "./errorRate.ts";

function row(tag: string): Language {
  const language = findLanguage(tag);
  if (language === undefined) throw new Error(`no ${tag}`);
  return language;
}

describe("characterErrorRate", () => {
  it("counts code points of the normalised truth", () => {
    expect(characterErrorRate("el  niño", "el nino", row("spa_Latn"))).toEqual({ edits: 1, length: 7 });
    expect(characterErrorRate("𠮷野", "吉野", row("jpn_Jpan"))).toEqual({ edits: 1, length: 2 });
  });

  it("ignores what no reader would call a mistake", () => {
    expect(characterErrorRate("“es¬\ncribir” –dijo", '"escribir" -dijo', row("spa_Latn")).edits).toBe(0);
    expect(characterErrorRate("کتاب‌های ۱۲", "كتابهاي ١٢", row("fas_Arab")).edits).toBe(0);
  });

  it("makes a wrong reading order cost", () => {
    expect(characterErrorRate("uno dos", "dos uno", row("spa_Latn")).edits).toBeGreaterThan(0);
  });

  it("knows pages without text", () => {
    expect(characterErrorRate("", "", row("spa_Latn"))).toEqual({ edits: 0, length: 0 });
    expect(characterErrorRate(" \n", "ab", row("spa_Latn"))).toEqual({ edits: 2, length: 0 });
    expect(characterErrorRate("ab", "", row("spa_Latn"))).toEqual({ edits: 2, length: 2 });
  });
});

describe("wordErrorRate", () => {
  it("counts words, not punctuation", () => {
    expect(wordErrorRate("Hola, mundo cruel.", "Hola mundo fiel!", row("spa_Latn"))).toEqual({ edits: 1, length: 3 });
  });

  it("finds the words of scripts without spaces, wherever the engine put spaces", () => {
    // สวัสดี · ชาว · โลก
    expect(wordErrorRate("สวัสดีชาวโลก", "ส วั ส ดี ชาว โลก", row("tha_Thai"))).toEqual({ edits: 0, length: 3 });
    // The last word misread.
    expect(wordErrorRate("สวัสดีชาวโลก", "สวัสดีชาวบ้าน", row("tha_Thai")).edits).toBeGreaterThan(0);
  });

  it("finds Thai words with SARA AM, which NFKC takes apart", () => {
    // ความ · สำคัญ · ของ · การ · ทำงาน, split in this way by ICU before NFKC.
    const text = "ความสำคัญของการทำงาน";
    const words = [...new Intl.Segmenter("th", { granularity: "word" }).segment(text)];
    expect(wordErrorRate(text, text, row("tha_Thai"))).toEqual({ edits: 0, length: words.length });
  });

  it("counts words lost and invented", () => {
    expect(wordErrorRate("a b a", "a b c a d", row("spa_Latn"))).toEqual({ edits: 2, length: 3 });
    expect(wordErrorRate("", "a b", row("spa_Latn"))).toEqual({ edits: 2, length: 0 });
  });
});

describe("errorRate", () => {
  it.each([
    [0, 0, 0],
    [3, 0, 1],
    [1, 4, 0.25],
    [6, 4, 1.5],
  ])("%i edits in %i are %d", (edits, length, expected) => {
    expect(errorRate({ edits, length })).toBe(expected);
  });
});
