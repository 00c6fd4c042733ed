import { Signals } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { randomText } from "../testRandom.ts";
import { signalsOf } from "./signalsOf.ts";

const of = (text: string, language = "ind_Latn") => signalsOf(text, language, []);

test("words: count, length, letters, stop words, symbols", () => {
  expect(of("yang dan 12 rumah # ...")).toMatchObject({
    word_count: 4,
    mean_word_length: 3.5,
    alpha_word_ratio: 0.75,
    stop_word_count: 2,
    symbol_word_ratio: 0.25,
  });
  expect(of("a", "und")).not.toHaveProperty("stop_word_count");
  expect(of("\u{20000}", "jpn_Jpan").mean_word_length).toBe(1);
});

test("lines: bullets, ellipses, ends, lengths", () => {
  const signals = of(`• satu\n- dua…\nSelesai.”\n${"panjang ".repeat(8)}`);
  expect(signals).toMatchObject({
    bullet_line_ratio: 0.5,
    ellipsis_line_ratio: 0.25,
    line_punct_ratio: 0.5,
    short_line_ratio: 0.75,
  });
  expect(of("ចប់។", "khm_Khmr").line_punct_ratio).toBe(1);
  expect(of("ចប់។", "ind_Latn").line_punct_ratio).toBe(0);
});

test("repeated lines and paragraphs; the first is no repetition", () => {
  expect(of("abcd\nabcd\nabcd\nefgh")).toMatchObject({ dup_line_ratio: 0.5, dup_para_ratio: 0 });
  const paragraphs = of("abcd\n\nabcd");
  expect(paragraphs).toMatchObject({ dup_para_ratio: 0.5, dup_para_char_ratio: 0.4, char_dup_ratio: 0.5 });
});

test("repeated runs of words", () => {
  // "aa bb" twice, each of 5 characters with its space, of 17.
  expect(of("aa bb cc aa bb dd").top_2_gram_ratio).toBe(0.588235);
  expect(of("aa bb cc aa bb dd").top_3_gram_ratio).toBe(0);
  // The second run of five (5 letters) of 19 characters.
  expect(of("a b c d e a b c d e").dup_5_gram_ratio).toBe(0.263158);
  expect(of("a b c d e f g h i j k").dup_5_gram_ratio).toBe(0);
  const chant = of("sama ".repeat(200));
  for (const size of [5, 10]) expect(chant[`dup_${size}_gram_ratio`]).toBeGreaterThan(0.7);
  for (const size of [2, 3, 4]) expect(chant[`top_${size}_gram_ratio`]).toBe(1);
});

const page = (source: "ocr" | "text-layer" | "blank", confidence: number, chars: number) => ({
  source,
  confidence,
  chars,
});

test("confidence is weighted by characters and absent without recognition", () => {
  const pages = [page("ocr", 0.9, 300), page("ocr", 0.5, 100), page("text-layer", 1, 999), page("blank", 0, 0)];
  expect(signalsOf("x", "und", pages)["ocr_confidence"]).toBe(0.8);
  expect(signalsOf("x", "und", [page("text-layer", 1, 9), page("ocr", 0.9, 0)])).not.toHaveProperty("ocr_confidence");
});

test("unreadable characters are counted", () => {
  expect(of("abc\ufffd").replacement_char_ratio).toBe(0.25);
});

test("any text gives finite numbers of six digits, and shares stay in 0-1", () => {
  for (const text of [
    "",
    "\n",
    "\u0301".repeat(99),
    "\ud800",
    ...Array.from({ length: 200 }, (_, i) => randomText(i, 80)),
  ]) {
    const entries = Object.entries(Signals.parse(of(text, "tha_Thai")));
    expect(entries.filter(([, value]) => Math.round(value * 1e6) / 1e6 !== value)).toEqual([]);
    const shares = entries.filter(([name]) => name.endsWith("_ratio") && !/^(?:symbol|newline)/.test(name));
    expect(shares.filter(([, value]) => value < 0 || value > 1)).toEqual([]);
  }
});
