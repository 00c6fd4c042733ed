import { expect, test } from "vitest";
import { signalsOf } from "./signalsOf.ts";

const of = (text: string, language = "spa_Latn") => signalsOf(text, language, []);

test("C4: what it would cut, as shares of lines", () => {
  const text =
    "Una frase entera de prueba.\n“Otra más con comillas.”\nsin final\nEnable JavaScript now, please!\nPolítica de privacidad";
  expect(of(text)).toMatchObject({
    c4_no_terminal_punct_ratio: 0.4,
    c4_too_few_words_ratio: 0.2,
    c4_too_long_word_ratio: 0,
    c4_javascript_ratio: 0.2,
    c4_policy_ratio: 0.2,
    c4_lorem_ipsum_count: 0,
    c4_curly_bracket_count: 0,
  });
  expect(of(`Lorem ipsum { lorem IPSUM }\n${"x".repeat(1001)}`)).toMatchObject({
    c4_lorem_ipsum_count: 2,
    c4_curly_bracket_count: 1,
    c4_too_long_word_ratio: 0.5,
  });
});

test("C4: a script's own sentence ends count, and words are not asked for where there are no spaces", () => {
  expect(of("ပထမစာကြောင်း။\nဒုတိယ", "mya_Mymr")).toMatchObject({ c4_no_terminal_punct_ratio: 0.5, c4_sentence_count: 2 });
  expect(of("هل هذا سؤال؟ نعم.", "arb_Arab")).toMatchObject({ c4_no_terminal_punct_ratio: 0, c4_sentence_count: 2 });
  const thai = of("ก".repeat(2000), "tha_Thai");
  expect(thai).not.toHaveProperty("c4_too_few_words_ratio");
  expect(thai).not.toHaveProperty("c4_too_long_word_ratio");
});

test.each([
  ["", 0],
  ["...", 0],
  ["Uno. Dos! ¿Tres?", 3],
  ["Vale 3.000 pesos y 2.5 más", 1],
  ["«Sí.» Y se fue", 2],
  ["Hmm... bueno.", 2],
])("sentences of %j", (text, count) => {
  expect(of(text)["c4_sentence_count"]).toBe(count);
});

test("sentences without a space after their end", () => {
  expect(of("第一句。第二句！第三", "cmn_Hans")["c4_sentence_count"]).toBe(3);
});

test("tables of figures and lists; too few lines are neither", () => {
  const table = "Año Enero Febrero\n1901 12,5 13,0\n1902 11 9\n1903 - 14\nSuma 23 36";
  expect(of(table)).toMatchObject({ table_line_ratio: 0.8 });
  const list = "1. Pan\n2) Vino\n• Sal\nCapítulo primero ........ 17\nEn 1901 llegó el tren, y con él 30 familias.";
  expect(of(list)).toMatchObject({ list_line_ratio: 0.8, table_line_ratio: 0 });
  expect(of("๑. ข้าว\n๒. ปลา\nสารบัญ ..... ๑๗\n- เกลือ\nข้อความธรรมดา", "tha_Thai")).toMatchObject({
    list_line_ratio: 0.8,
  });
  expect(of("1. Pan\n2. Vino")).not.toHaveProperty("list_line_ratio");
});

test("boilerplate is what comes back on three pages, numbers aside", () => {
  const pages = ["Archivo, folio 1\nuno dos tres", "Archivo, folio 2\ncuatro", "Archivo, folio 33\ncinco seis"];
  const read = pages.map((page, index) => ({
    source: "ocr" as const,
    confidence: 1,
    chars: page.length + (index > 0 ? 1 : 0),
  }));
  const text = pages.join("\n");
  const signals = signalsOf(text, "spa_Latn", read);
  expect(signals["boilerplate_ratio"]).toBeCloseTo((16 + 16 + 17) / text.length, 5);
  expect(signalsOf("a\nb", "spa_Latn", [])).not.toHaveProperty("boilerplate_ratio");
});

test("other languages count, close varieties do not", () => {
  const shares = [
    { language: "ind_Latn", share: 0.5 },
    { language: "zsm_Latn", share: 0.2 },
    { language: "jav_Latn", share: 0.2 },
  ];
  expect(signalsOf("x", "ind_Latn", [], shares)["non_target_ratio"]).toBe(0.2);
  expect(signalsOf("x", "und", [], shares)).not.toHaveProperty("non_target_ratio");
});

test("a recogniser's doubts count, little by little; with a text layer there are none", () => {
  const text = "Los pueblos que olvidan su historia están condenados a repetirla, dice el refrán de la casa.";
  const [sure = 0, unsure = 0, layer = 0] = (["ocr", "ocr", "text-layer"] as const).map((source, index) => {
    return signalsOf(text, "spa_Latn", [{ source, confidence: index === 1 ? 0.6 : 0.9, chars: text.length }])[
      "ocr_quality"
    ];
  });
  expect(sure).toBeGreaterThan(0.95);
  expect(sure - unsure).toBeCloseTo(0.1);
  expect(layer).toBe(sure);
});
