import { get_encoding } from "tiktoken";
import { expect, test } from "vitest";
import { countTokens } from "./countTokens.ts";

const reference = get_encoding("o200k_base");
const whole = (text: string): number => reference.encode_ordinary(text).length;

test("running text has the tokens it has in one piece", () => {
  for (const text of [
    "",
    " ",
    "Los niños comían maíz en la plaza, mientras llovía.\n\nDespués, nada.",
    "สวัสดีชาวโลก ภาษาไทยไม่มีช่องว่างระหว่างคำ",
    "كان الكتاب على الطاولة\nوالقلم بجانبه.",
    "<|endoftext|>",
  ]) {
    expect(countTokens(text)).toBe(whole(text));
  }
});

test("a long text is cut at spaces, which costs no more than a token a cut", () => {
  const text = "Una línea con palabras y más palabras. ".repeat(500);
  const found = countTokens(text);
  expect(Math.abs(found - whole(text))).toBeLessThanOrEqual(Math.ceil(text.length / 1900));
});

test("a run without an end takes no quadratic time, and half a character no exception", () => {
  // Eight letters a token, as long as they are in one piece.
  const found = countTokens("a".repeat(20_000));
  expect(found).toBeGreaterThanOrEqual(2500);
  expect(found).toBeLessThan(2700);
  expect(countTokens("ก".repeat(20_000))).toBeLessThanOrEqual(20_000);
  expect(countTokens("\ud800abc\udc00")).toBeGreaterThan(0);
});
