import type { Identification } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { signalsOf } from "../signals/signalsOf.ts";
import { decide } from "./decide.ts";
import { DEFAULT_THRESHOLDS } from "./defaultThresholds.ts";
import { resolveThresholds, type DecideOptions } from "./resolveThresholds.ts";

const options: DecideOptions = {
  languages: ["tha_Thai", "kor_Hang"],
  leastScores: {},
  minScore: 0.5,
  thresholds: {},
  overrides: {},
};
const identified = (language: string, score = 1): Identification => {
  return {
    language,
    script: "Zyyy",
    score,
    margin: score,
    decidedBy: "model",
    near: [],
    encoding: "unicode",
    languages: [],
  };
};
const rules = (language: string, score: number, signals: Record<string, number>, given = options) =>
  decide(identified(language, score), signals, resolveThresholds(language, given)).reasons;

test("all failing rules are listed by name, with value and threshold; limits themselves pass", () => {
  expect(rules("eng_Latn", 0.4, { word_count: 49, symbol_word_ratio: 0.1, dup_line_ratio: 0.5 })).toEqual([
    { rule: "dup_line_ratio", value: 0.5, threshold: 0.3 },
    { rule: "language", value: "eng_Latn", threshold: "kor_Hang tha_Thai" },
    { rule: "language_score", value: 0.4, threshold: 0.5 },
    { rule: "word_count", value: 49, threshold: 50 },
  ]);
  expect(decide(identified("tha_Thai", 0.5), { word_count: 50 }, resolveThresholds("tha_Thai", options))).toEqual({
    keep: true,
    reasons: [],
  });
  expect(rules("tha_Thai", 1, { word_count: 100_001 })).toEqual([
    { rule: "word_count", value: 100_001, threshold: 100_000 },
  ]);
});

test("und fails, even if somebody asks for it; so does an empty text", () => {
  const reasons = rules("und", 0, signalsOf("", "und", []), { ...options, languages: ["und"] });
  expect(reasons.map(({ rule }) => rule)).toEqual(expect.arrayContaining(["language", "language_score", "word_count"]));
});

test("absent signals and rules set to null say nothing", () => {
  expect(rules("tha_Thai", 1, {})).toEqual([]);
  expect(rules("tha_Thai", 1, { word_count: 1 }, { ...options, thresholds: { word_count: null } })).toEqual([]);
});

const minOf = (given: DecideOptions, language = "mya_Mymr") =>
  resolveThresholds(language, given).thresholds["ocr_confidence"];

test("override of the language, then pipeline, then default of the language, then default", () => {
  expect(minOf(options, "tha_Thai")).toEqual({ min: 0.5 });
  expect(minOf(options)).toEqual({ min: 0.35 });
  const piped = { ...options, thresholds: { ocr_confidence: { min: 0.6 } } };
  expect(minOf(piped)).toEqual({ min: 0.6 });
  const overridden = {
    ...piped,
    overrides: { mya_Mymr: { minScore: 0.7, thresholds: { ocr_confidence: { min: 0.2 } } } },
  };
  expect(minOf(overridden)).toEqual({ min: 0.2 });
  expect(resolveThresholds("mya_Mymr", overridden).minScore).toBe(0.7);
  expect(resolveThresholds("tha_Thai", overridden).minScore).toBe(0.5);
  const { minScore: _all, ...measured } = { ...overridden, leastScores: { tha_Thai: 0.9, mya_Mymr: 0.8 } };
  expect(resolveThresholds("tha_Thai", measured).minScore).toBe(0.9);
  expect(resolveThresholds("mya_Mymr", measured).minScore).toBe(0.7);
  expect(resolveThresholds("kor_Hang", measured).minScore).toBe(0.3);
});

test("every default names a signal that is measured", () => {
  const page = { source: "ocr" as const, confidence: 1, chars: 9 };
  const text = "a 1\nb c\n".repeat(20);
  const shares = [{ language: "ind_Latn", share: 1 }];
  const measured = {
    ...signalsOf(text, "ind_Latn", [page, page, page], shares),
    ...signalsOf("ก ิ".repeat(30), "tha_Thai", []),
  };
  expect(Object.keys(measured).toSorted()).toEqual(Object.keys(DEFAULT_THRESHOLDS).toSorted());
});

const PROSE = {
  kor_Hang:
    "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다. 모든 사람은 인종, 피부색, 성, 언어, 종교, 정치적 또는 기타의 견해, 민족적 또는 사회적 출신, 재산, 출생 또는 기타의 신분과 같은 어떠한 종류의 차별이 없이 이 선언에 규정된 모든 권리와 자유를 향유할 자격이 있다. 더 나아가 개인이 속한 국가 또는 영토가 독립국이든 신탁통치지역이든 어떠한 차별도 있어서는 아니된다.",
  tha_Thai:
    "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ ทุกคนย่อมมีสิทธิและอิสรภาพทั้งปวงตามที่กำหนดไว้ในปฏิญญานี้ โดยปราศจากความแตกต่างไม่ว่าชนิดใด ๆ ดังเช่น เชื้อชาติ ผิว เพศ ภาษา ศาสนา ความคิดเห็นทางการเมืองหรือทางอื่น",
};
test.each(Object.entries(PROSE))("good %s prose, broken into printed lines, is kept", (language, text) => {
  const printed = text.replace(/(.{35,45}) /gu, "$1\n");
  const decision = decide(identified(language), signalsOf(printed, language, []), resolveThresholds(language, options));
  expect(decision.reasons).toEqual([]);
});
