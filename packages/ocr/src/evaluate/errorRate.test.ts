import { findLanguage, type Language } from "@malmoi/schemas";
import { describe, expect, it } from "vitest";
import {
  characterErrorRate,
  clusterErrorRate,
  type ErrorCount,
  errorRate,
  flexibleErrorRate,
  wordErrors,
} from "./errorRate.ts";

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

const wordErrorRate = (truth: string, read: string, language: Language): ErrorCount =>
  wordErrors(truth, read, language).inOrder;

describe("clusterErrorRate", () => {
  it("counts a letter with its marks as one", () => {
    // நீ and நி differ in the vowel sign: one code point, one cluster; க்ஷ் is more than one code point.
    expect(clusterErrorRate("நீ", "நி", row("tam_Taml"))).toEqual({ edits: 1, length: 1 });
    expect(characterErrorRate("ก่ำ", "กา", row("tha_Thai")).length).toBeGreaterThan(1);
    expect(clusterErrorRate("ก่ำ", "กิ", row("tha_Thai"))).toEqual({ edits: 1, length: 1 });
    expect(clusterErrorRate("ห้องสมุด", "ห้องสมุด", row("tha_Thai")).length).toBe(6);
  });
});

describe("flexibleErrorRate", () => {
  it("forgives the order of columns, and counts the characters of characterErrorRate", () => {
    const language = row("spa_Latn");
    const truth = "uno dos tres\ncuatro cinco\n\nseis siete ocho\nnueve diez";
    const read = "seis siete ocho\nnueve diez\nuno dos tres\ncuatro cinco";
    const inOrder = characterErrorRate(truth, read, language);
    expect(inOrder.edits).toBeGreaterThan(20);
    expect(flexibleErrorRate(truth, read, language)).toEqual({ edits: 0, length: inOrder.length });
    expect(flexibleErrorRate(truth, "", language)).toEqual({ edits: inOrder.length, length: inOrder.length });
  });

  it("joins words hyphenated over a line end", () => {
    expect(flexibleErrorRate("sol y respec-\ntos", "sol y\nrespectos", row("spa_Latn")).edits).toBe(0);
  });
});

describe("wordErrors in any order", () => {
  it("counts the words missing or too many, whichever are more", () => {
    const language = row("spa_Latn");
    expect(wordErrors("uno dos tres", "tres dos uno", language).anyOrder).toEqual({ edits: 0, length: 3 });
    expect(wordErrors("uno dos dos", "dos cuatro", language).anyOrder.edits).toBe(2);
    expect(wordErrors("uno", "uno dos tres", language).anyOrder.edits).toBe(2);
  });

  it.each([
    ["khm_Khmr", "បណ្ណាល័យស្ថិតនៅជិតទន្លេ", 4],
    ["lao_Laoo", "ພາສາລາວ", 2],
    ["mya_Mymr", "စာကြည့်တိုက်သည်မြစ်ကမ်းဘေးတွင်တည်ရှိသည်", 4],
    ["tha_Thai", "ภาษาไทย", 2],
  ])("finds words by dictionary in %s", (tag, text, atLeast) => {
    const { inOrder } = wordErrors(text, text, row(tag));
    expect(inOrder.edits).toBe(0);
    expect(inOrder.length).toBeGreaterThanOrEqual(atLeast);
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
