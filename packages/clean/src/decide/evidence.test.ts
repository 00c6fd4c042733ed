import { expect, test } from "vitest";
import { DEFAULT_THRESHOLDS } from "./defaultThresholds.ts";
import { evidenceOf } from "./evidence.ts";

const TEXT = `Los pueblos que olvidan su historia están condenados a repetirla una vez más.
Folio 12
1901 12,5 13,0
L0s pu3bl|os qu€ 0lvid~n su h1stor1a est@n c0nden^dos a rep3tirl_a un4 v3z
Folio 12
• la sal y el pan
la sal y el pan de la casa ...`;

test.each([
  ["dup_line_ratio", "2 times: Folio 12"],
  ["dup_5_gram_ratio", "2 times: la sal y el pan"],
  ["top_2_gram_ratio", "2 times: Folio 12"],
  ["bullet_line_ratio", "• la sal y el pan"],
  ["table_line_ratio", "1901 12,5 13,0"],
  ["ellipsis_line_ratio", "la sal y el pan de la casa ..."],
  ["ocr_quality", "L0s pu3bl|os qu€ 0lvid~n su h1stor1a est@n c0nden^dos a rep3tirl_a un4 v3z"],
  ["word_count", "Los pueblos que olvidan su historia están condenados a repetirla una vez más."],
  ["no_such_rule", "Los pueblos que olvidan su historia están condenados a repetirla una vez más."],
])("%s fails by %s", (rule, first) => {
  expect(evidenceOf(rule, TEXT, "spa_Latn")[0]).toBe(first);
});

test("impossible clusters are shown in their line", () => {
  expect(evidenceOf("impossible_cluster_ratio", "มนุษย์ทั้งหลาย\nก่่ ิก\nเกิดมา", "tha_Thai")).toEqual(["ก่่ ิก"]);
});

test("any rule and any text give three short excerpts at most", () => {
  const texts = ["", "\n\n", "x".repeat(5000), `${"a b ".repeat(900)}\n`.repeat(3), "\ud83d\ude00".repeat(400)];
  for (const rule of [...Object.keys(DEFAULT_THRESHOLDS), "language"]) {
    for (const text of texts) {
      const found = evidenceOf(rule, text, "ind_Latn");
      expect(found.length).toBeLessThanOrEqual(3);
      expect(found.every((line) => line.length <= 200)).toBe(true);
    }
  }
});
