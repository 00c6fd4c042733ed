import { expect, test } from "vitest";
import { sentences } from "./sentences.ts";

test("random texts: the sentences of Intl.Segmenter, where the ends are those of Unicode", () => {
  const alphabet = [..."aBcΩяЖعשก한ფ1٣ .!?. \u00a0\n,;:-–—\"')(»«”“\u0301\u200d\u00ad#%"];
  const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
  let state = 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let count = 0; count < 3000; count += 1) {
    const few = Array.from({ length: 3 + random(7) }, () => alphabet[random(alphabet.length)] ?? "");
    const text = Array.from({ length: 1 + random(14) }, () => few[random(few.length)] ?? "").join("");
    const expected = Array.from(segmenter.segment(text), ({ segment }) => segment.trim()).filter((part) => part !== "");
    expect([text, sentences(text, "spa_Latn")]).toEqual([text, expected]);
  }
});

test.each([
  [
    "spa_Latn",
    "¿Qué? «No.» El Sr. García pagó 3.50… y se fue.",
    ["¿Qué?", "«No.»", "El Sr.", "García pagó 3.50… y se fue."],
  ],
  ["arb_Arab", "أين الكتاب؟ هنا، على الطاولة.", ["أين الكتاب؟", "هنا، على الطاولة."]],
  ["urd_Arab", "یہ کتاب ہے۔ وہ قلم ہے۔", ["یہ کتاب ہے۔", "وہ قلم ہے۔"]],
  ["amh_Ethi", "ሰላም ዓለም። እንዴት ነህ፧", ["ሰላም ዓለም።", "እንዴት ነህ፧"]],
  ["khm_Khmr", "ខ្ញុំទៅ។ គាត់មក៕ ម.៣", ["ខ្ញុំទៅ។", "គាត់មក៕", "ម.៣"]],
  ["mya_Mymr", "သွားသည်၊ လာသည်။ စားသည်။", ["သွားသည်၊ လာသည်။", "စားသည်။"]],
  ["hin_Deva", "वह गया। वह आया।", ["वह गया।", "वह आया।"]],
  ["jpn_Jpan", "行った。来た！はい？", ["行った。", "来た！", "はい？"]],
  ["ell_Grek", "Πού είναι; Εδώ.", ["Πού είναι;", "Εδώ."]],
  ["und", "Eins. Zwei។ drei", ["Eins.", "Zwei។", "drei"]],
  ["tha_Thai", "ฉันไป\nเธอมา", ["ฉันไป", "เธอมา"]],
])("sentences of %s", (language, text, expected) => {
  expect(sentences(text, language)).toEqual(expected);
});

test.each([".", ". ", ".a", "(", "\u0301", "\ud800", "\n", ".)", "…1 "])("200,000 times %j is no trap", (part) => {
  const text = part.repeat(200_000 / part.length);
  expect(sentences(text, "spa_Latn").join("").length).toBeLessThanOrEqual(text.length);
});
