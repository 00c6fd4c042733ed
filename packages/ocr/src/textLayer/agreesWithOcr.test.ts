import { expect, test } from "vitest";
import { agreesWithOcr } from "./agreesWithOcr.ts";
import { mixesSaraAm } from "./mixesSaraAm.ts";

const TEXTS = [
  "La cosecha del maíz comienza en octubre, cuando las hojas se secan en el valle y los días se acortan.",
  "بدأت الأكاديمية العربية الدولية برنامجها الجديد في مطلع السنة الماضية وشارك فيه عدد كبير من الطلاب",
  "จำนวนสมาชิกสภาผู้แทนราษฎรแบบแบ่งเขตเลือกตั้งที่แต่ละจังหวัดจะพึงมีและจำนวนเขตเลือกตั้ง",
];

/** Each letter becomes the next one of the text's own letters. */
function exchanged(text: string): string {
  const letters = [...new Set(text.match(/\p{L}/gu))];
  return text.replaceAll(/\p{L}/gu, (letter) => letters[(letters.indexOf(letter) + 1) % letters.length] ?? letter);
}

test.each(TEXTS)("bears the noise of OCR and sees exchanged letters: %s", (text) => {
  const noisy = Array.from(text, (letter, i) => (i % 7 === 3 ? "x" : letter)).join("");
  expect(agreesWithOcr(text, noisy)).toMatchObject({ agrees: true });
  expect(agreesWithOcr(exchanged(text), text)).toMatchObject({ agrees: false });
});

test("a layer that has only a part of the page does not agree, nor does an empty reading speak for one", () => {
  const [text = ""] = TEXTS;
  expect(agreesWithOcr(text.slice(0, 60), text).agrees).toBe(false);
  expect(agreesWithOcr(text, "").agrees).toBe(false);
});

test("SARA AM spelt as SARA AA, and the reverse, is seen", () => {
  const thai = `${TEXTS[2]} ตามหลักฐานการทะเบียนราษฎร การเลือกตั้งทั่วไป อาศัยอำนาจตามความในมาตรา `.repeat(6);
  expect(mixesSaraAm(thai, thai)).toBe(false);
  expect(mixesSaraAm(thai.replaceAll("ำ", "า"), thai.replaceAll("ำ", "า"))).toBe(true);
  expect(mixesSaraAm(thai.replaceAll("า", "ำ"), thai.replaceAll("า", "ำ"))).toBe(true);
  expect(mixesSaraAm(thai.replaceAll("ำ", " า"), thai)).toBe(true);
});
