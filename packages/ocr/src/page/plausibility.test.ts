import { findLanguage, type Language } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { frequentWordShare, ownScriptShare, plausibility } from "./plausibility.ts";

function language(tag: string): Language {
  const found = findLanguage(tag);
  if (found === undefined) throw new Error(tag);
  return found;
}

test("frequent words are counted whole where there are spaces, anywhere where there are none", () => {
  expect(frequentWordShare("de la casa", language("spa_Latn"))).toBeCloseTo(4 / 8);
  expect(frequentWordShare("desde adelante", language("spa_Latn"))).toBe(0);
  expect(frequentWordShare("การบ้าน", language("tha_Thai"))).toBeCloseTo(3 / 7);
  expect(frequentWordShare("y a o e", language("spa_Latn"))).toBe(0);
  expect(frequentWordShare("", language("spa_Latn"))).toBe(0);
});

test("a Thai model that falls back on Latin letters is not reading Thai", () => {
  expect(ownScriptShare("abc กขค", language("tha_Thai"))).toBe(0.5);
  expect(ownScriptShare("1234", language("tha_Thai"))).toBe(0);
});

test("sure gibberish is less plausible than a hesitant reading with words in it", () => {
  const gibberish = { text: "ทลิทา ทนทค์ ลทา ทกอทย", confidence: 0.77, coverage: 0.99 };
  const burmese = { text: "ကို သည် တွင် ရက်ကန်းလုပ်ငန်း", confidence: 0.45, coverage: 0.99 };
  expect(plausibility(burmese, language("mya_Mymr"))).toBeGreaterThan(plausibility(gibberish, language("tha_Thai")));
});
