import { printHabits } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { partedWord, withoutHyphen } from "./partedWord.ts";

const NONE: ReadonlyMap<string, number> = new Map();

test.each([
  ["spa_Latn", "recibió de la virtu-", "des", "join"],
  ["spa_Latn", "los princi¬", "pales", "join"],
  ["por_Latn", "intelectuais pa\u00AD", "raibanos", "join"],
  ["por_Latn", "dizer-", "lhe a verdade", "keep"],
  ["por_Latn", "explicá-", "la", "keep"],
  ["por_Latn", "na esco-", "la", "join"],
  ["por_Latn", "paradoxalmen-", "te", "join"],
  ["por_Latn", "o vice-", "presidente", "keep"],
  ["fil_Latn", "gusto kong mag-", "aral", "keep"],
  ["spa_Latn", "la guerra franco-", "Prusiana", "keep"],
  ["spa_Latn", "LA CONSTITU-", "CION", "join"],
  ["spa_Latn", "1914-", "1918", "keep"],
  ["spa_Latn", "y dijo -", "pero no", undefined],
  ["spa_Latn", "una raya —", "pero no", undefined],
  ["ind_Latn", "dengan mata-", "mata", "keep"],
  ["ind_Latn", "buku-", "bukunya", "keep"],
  ["ind_Latn", "sayur-", "mayur", "keep"],
  ["ind_Latn", "berlari-", "lari", "keep"],
  ["ind_Latn", "pemerin-", "tah", "join"],
  ["spa_Latn", "mata-", "mata", "join"],
  ["vie_Latn", "Việt-", "nam", "keep"],
  ["heb_Hebr", "בית־", "ספר", undefined],
  ["arb_Arab", "هـ", "كتاب", undefined],
])("%s: %s / %s", (tag, line, next, expected) => {
  const [code = "", script = ""] = tag.split("_");
  expect(partedWord(line, next, NONE, printHabits(code, script))).toBe(expected);
});

test("what the document writes elsewhere counts more than the habits of the language", () => {
  const portuguese = printHabits("por", "Latn");
  expect(partedWord("o clas-", "se", new Map([["classe", 1]]), portuguese)).toBe("join");
  expect(
    partedWord(
      "o norte-",
      "americano",
      new Map([
        ["norte-americano", 2],
        ["norteamericano", 1],
      ]),
      portuguese,
    ),
  ).toBe("keep");
});

test("the hyphen goes, and nothing else", () => {
  expect([withoutHyphen("virtu-"), withoutHyphen("princi¬ "), withoutHyphen("nada —")]).toEqual([
    "virtu",
    "princi",
    "nada —",
  ]);
});
