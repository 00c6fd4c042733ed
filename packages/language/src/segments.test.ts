import { expect, test } from "vitest";
import { segments } from "./segments.ts";

const SPANISH = "Todos los seres humanos nacen libres e iguales en dignidad y derechos.";
const QUECHUA = "Tukuy runam qispisqa kay pachapi paqarin, allin kausaypi, sumaq kasqanmanta hinallataq.";
const ARABIC = "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق.";
const FRENCH = "Tous les êtres humains naissent libres et égaux en dignité et en droits.";

test("a mixed text falls into runs of lines, with exact places", () => {
  const text = [SPANISH, SPANISH, QUECHUA, QUECHUA, "", SPANISH].join("\n");
  const found = segments(text);
  expect(found.map(({ language }) => language.slice(0, 2))).toEqual(["sp", "qu", "sp"]);
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
    `${SPANISH}\n${SPANISH}`,
    `${QUECHUA}\n${QUECHUA}`,
    SPANISH,
  ]);
  for (const { score } of found) expect(score).toBeGreaterThan(0.5);
});

test("scripts part a text too", () => {
  expect(segments(`${ARABIC}\n${FRENCH}`).map(({ language }) => language)).toEqual(["arb_Arab", "fra_Latn"]);
});

test("short lines go with their neighbours, and nothing is made of nothing", () => {
  expect(segments(`${SPANISH}\nla casa\nde\n${SPANISH}`).map(({ language }) => language)).toEqual(["spa_Latn"]);
  expect(segments("")).toEqual([]);
  expect(segments("12\n--\n")).toEqual([]);
});
