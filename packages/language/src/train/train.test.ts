import { expect, test } from "vitest";
import { askAll } from "../evaluate/evaluateLanguages.ts";
import { summariseAnswers } from "../evaluate/summariseAnswers.ts";
import { identify } from "../identify.ts";
import { sectionsOf } from "../model/loadModel.ts";
import { packModel, unpackModel } from "../model/modelFile.ts";
import { calibrate } from "./calibrate.ts";
import { leastScore, leastScores } from "./leastScores.ts";
import { noisy, withoutMarks } from "./noise.ts";
import { randomFrom } from "@malmoi/core";
import { madeUpTexts } from "./testLanguages.ts";
import { trainModel } from "./trainModel.ts";

function trained(): ReturnType<typeof packModel> {
  const training = trainModel(madeUpTexts(200, 1), { samples: 600, epochs: 2 });
  let next = training.next();
  while (next.done !== true) next = training.next();
  const held = madeUpTexts(60, 2);
  const sections = next.value.map((section) => ({ ...section, calibration: calibrate(section, held) }));
  return packModel({ sections, leastScores: leastScores(held, sectionsOf({ sections })) });
}

test("a model learns made-up languages, knows how sure it is, and is the same to the byte each time", () => {
  const packed = trained();
  expect(Buffer.compare(packed, trained())).toBe(0);
  const { sections, leastScores: least } = unpackModel(packed);
  expect(sections.map(({ script, labels }) => [script, labels])).toEqual([
    ["Latn", ["ind_Latn", "por_Latn", "spa_Latn", "und"]],
  ]);
  const texts = madeUpTexts(100, 3);
  const model = sectionsOf({ sections });
  const answers = [...askAll(texts, { name: "", together: 1 }, (text) => identify(text, { model }))];
  const found = summariseAnswers(answers, new Set(texts.keys()));
  expect(found.macroF1).toBeGreaterThan(0.97);
  expect(found.calibrationError).toBeLessThan(0.05);
  expect(Object.keys(least)).toEqual(["spa_Latn", "por_Latn", "ind_Latn"]);
  // Letters of all three in no order are none of them.
  const shuffled = "eoln dgm arn ibk ostzu qlh cvfi ngm eatr dkub hoam lceq vzsi";
  expect(identify(shuffled, { model }).score).toBeLessThan(0.8);
});

test("a damaged model is refused", () => {
  const packed = packModel({ sections: [], leastScores: {} });
  expect(unpackModel(packed)).toEqual({ sections: [], leastScores: {} });
  expect(() => unpackModel(trained().subarray(0, 5000))).toThrow(/cut off/);
  expect(() => unpackModel(new TextEncoder().encode("nothing\nof the kind"))).toThrow(/does not begin/);
});

test("scores are believed from FineWeb-2's max(0.3, min(0.9, median - sigma)) on", () => {
  expect(leastScore([])).toBe(0.3);
  expect(leastScore([1, 1, 1])).toBe(0.9);
  expect(leastScore([0.1, 0.1, 0.1])).toBe(0.3);
  // Median 0.7; the deviation of 0.5, 0.7, 0.9 is the root of 0.08 / 3.
  expect(leastScore([0.9, 0.5, 0.7])).toBe(0.54);
});

test("noise misreads about as much as it is told to, and nothing at 0", () => {
  const text = "Los niños comían maíz en la plaza mientras llovía. ".repeat(200);
  expect(noisy(text, 0, randomFrom(1))).toBe(text);
  const read = noisy(text, 0.1, randomFrom(1));
  expect(read).not.toBe(text);
  expect(Math.abs(read.length - text.length)).toBeLessThan(text.length * 0.05);
  expect(withoutMarks("niños, Tiếng Việt")).toBe("ninos, Tieng Viet");
});
