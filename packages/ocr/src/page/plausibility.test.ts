import { findLanguage, type Language } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { ownScriptShare, plausibility, sureness } from "./plausibility.ts";

function language(tag: string): Language {
  const found = findLanguage(tag);
  if (found === undefined) throw new Error(tag);
  return found;
}

const THAI = language("tha_Thai");
const BURMESE = language("mya_Mymr");

test("a Thai model that falls back on Latin letters is not reading Thai", () => {
  expect(ownScriptShare("abc กขค", THAI)).toBe(0.5);
  expect(ownScriptShare("1234", THAI)).toBe(0);
});

test("sure gibberish is less plausible than a hesitant reading that is spelled as the language is", () => {
  const gibberish = { text: "ทลิทา ทนทค์ ลทา ทกอทย", confidence: 0.77, coverage: 0.99 };
  const burmese = { text: "ကို သည် တွင် ရက်ကန်းလုပ်ငန်း", confidence: 0.45, coverage: 0.99 };
  expect(plausibility(burmese, BURMESE, 0.9)).toBeGreaterThan(2 * plausibility(gibberish, THAI, 0.2));
});

test("few letters prove little, whatever they spell", () => {
  const reading = { confidence: 0.9, coverage: 1 };
  const word = plausibility({ ...reading, text: "กา" }, THAI, 1);
  const line = plausibility({ ...reading, text: "กา".repeat(40) }, THAI, 1);
  expect(word).toBeGreaterThan(plausibility({ ...reading, text: "กา" }, THAI, undefined));
  expect(line).toBeGreaterThan(2 * word);
  expect(line).toBeGreaterThan(0.8);
});

test("what is left unread, and what is not of the script, is not plausible", () => {
  const reading = { text: "การบ้านของเรา".repeat(5), confidence: 0.9, coverage: 1 };
  const whole = plausibility(reading, THAI, 1);
  expect(plausibility({ ...reading, coverage: 0.3 }, THAI, 1)).toBeCloseTo(0.3 * whole);
  expect(plausibility({ ...reading, text: "no Thai at all" }, THAI, 1)).toBe(0);
  expect(plausibility({ ...reading, confidence: 0.5 }, THAI, 1)).toBe(0);
});

test("a model that believes in gibberish is sure of nothing at that confidence", () => {
  expect(sureness(0.6, "Thai")).toBeLessThan(0.2);
  expect(sureness(0.6, "Latn")).toBeGreaterThan(0.6);
  expect(sureness(0.94, "Thai")).toBe(1);
});
