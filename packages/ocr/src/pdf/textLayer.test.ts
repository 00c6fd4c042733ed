import { expect, test } from "vitest";
import { distrust, type TextLayer } from "./textLayer.ts";

const layer = (text: string, other: Partial<TextLayer> = {}): TextLayer => ({
  text,
  imageShare: 0,
  invisibleShare: 0,
  unmappedShare: 0,
  inMargins: false,
  ...other,
});

const SPANISH = "La cosecha del maíz comienza en octubre, cuando las hojas se secan en el valle.";
const THAI = "จำนวนสมาชิกสภาผู้แทนราษฎรแบบแบ่งเขตเลือกตั้งที่แต่ละจังหวัดจะพึงมี พ.ศ. ๒๕๖๖";

test.each([SPANISH, THAI, "ולא ידענו מה היה בארץ ההיא, כי רבים הימים אשר עברו עלינו בדרך"])("trusts %s", (text) => {
  expect(distrust(layer(text))).toBeUndefined();
});

test("one letter does not make a page have text", () => {
  expect(distrust(layer("A"))).toBe("too-little");
  expect(distrust(layer("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23"))).toBe("too-little");
});

test("a scanner's own OCR is not trusted, however it is hidden", () => {
  expect(distrust(layer(SPANISH, { invisibleShare: 0.9 }))).toBe("hidden-ocr");
  expect(distrust(layer(SPANISH, { imageShare: 0.9 }))).toBe("over-a-scan");
  expect(distrust(layer(SPANISH, { imageShare: 0.6 }))).toBeUndefined();
});

test("letters that the font does not name are not trusted", () => {
  expect(distrust(layer(SPANISH, { unmappedShare: 0.2 }))).toBe("unmapped-glyphs");
  expect(distrust(layer(SPANISH.replaceAll("e", "\uFFFD")))).toBe("garbage-characters");
  expect(distrust(layer(SPANISH.replaceAll("e", "\uE045")))).toBe("garbage-characters");
  expect(distrust(layer(SPANISH.replaceAll(/[aeo]/g, "#*%")))).toBe("few-letters");
});

test("s p a c e d letters are not trusted, unless the script has no spaces", () => {
  expect(distrust(layer(Array.from(SPANISH.replaceAll(" ", "")).join(" ")))).toBe("letters-spaced");
  const lao = "ທ ກ ນ ບ ".repeat(20);
  expect(distrust(layer(lao))).toBeUndefined();
});

test("words that begin with a vowel sign show a broken order, as in the Royal Thai Gazette", () => {
  expect(distrust(layer(THAI.replaceAll("ำ", " า")))).toBe("stray-marks");
  expect(distrust(layer(THAI.replaceAll("ำ", " ำ")))).toBe("stray-marks");
  const garbled = "حُؼٍٞس حُل٤َٔٗش ػخّ ٝأُـض ح٤ٌُِٔش ٝأػِ٘ض حُـ٣ٍٜٞٔش رِػخٓش حٗـِظَح ُِو٠خء ػ٠ِ حُؼٍٞس ًٕٞ ِٞٓى أٍٝرخ";
  expect(distrust(layer(garbled))).toBe("stray-marks");
});
