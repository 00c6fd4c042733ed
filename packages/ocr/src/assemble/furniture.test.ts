import type { Page } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { findFurniture } from "./furniture.ts";
import { toPageLines } from "./pageLines.ts";

const size = { width: 10, height: 20, dpi: 300, ink: 0.1, coverage: 0.9, confidence: 0.8, steps: [] };
const page = (number: number, lines: readonly string[]): Page => {
  return { ...size, number, source: "ocr", extractor: "x", text: lines.join("\n"), blocks: [] };
};

/** What is taken out of each page. */
function removed(pages: readonly (readonly string[])[]): string[][] {
  const found = findFurniture(pages.map((lines, index) => toPageLines(page(index + 1, lines))));
  return pages.map((lines, index) => lines.filter((_, line) => found[index]?.has(line)));
}

const BODIES = [
  ["Enrique y Primavera leyeron los nombres", "del Arco de la Paz con sus títulos."],
  ["Pocos instantes despues, seguido de su", "fiel sirviente, subió al carro de fuego."],
  ["La noche era clara y las calles de la", "ciudad brillaban como si fuera de día."],
  ["Nadie supo decir qué había pasado con el", "sabio que vivía en la torre del puerto."],
  ["Cuando llegaron a la plaza, el pueblo los", "esperaba con música y con flores rojas."],
];
const body = (index: number): readonly string[] => BODIES[index] ?? [];

test("heads that alternate and are misread go, with their numbers", () => {
  const heads = [
    "EL ARCO DE LA PAZ 101",
    "102 BUENOAS AIRES EN 2080",
    "EL ARC0 DE LA PAZ 103",
    "104 BUENOS AIRE5 EN 2080",
    "EL ARCO DE IA PAZ 105",
  ];
  expect(removed(heads.map((head, index) => [head, ...body(index)]))).toEqual([
    [],
    ...heads.slice(1).map((head) => [head]),
  ]);
});

test("numbers that count up go from three pages on, in native digits too", () => {
  expect(removed(["๑๒", "๑๓", "๑๔"].map((number, index) => [...body(index), number]))).toEqual([
    ["๑๒"],
    ["๑๓"],
    ["๑๔"],
  ]);
});

test("the first page keeps its title, but not a head beside a number", () => {
  const head = "EL ARCO DE LA PAZ";
  expect(removed([1, 2, 3].map((_, index) => [head, ...body(index)]))).toEqual([[], [head], [head]]);
  const numbered = [7, 8, 9].map((number, index) => [String(number), head, ...body(index)]);
  expect(removed(numbered)).toEqual(numbered.map((lines) => lines.slice(0, 2)));
});

test("a feet line under the number goes too", () => {
  const pages = [1, 2, 3].map((number, index) => [...body(index), `- ${number} -`, "Biblioteca Nacional de Chile"]);
  expect(removed(pages)).toEqual(pages.map((lines) => lines.slice(2)));
});

test("one page keeps its head and its year, and loses what is plainly a page number", () => {
  expect(removed([["EL ARCO DE LA PAZ", ...body(0)]])).toEqual([[]]);
  expect(removed([[...body(0), "Buenos Aires", "1879"]])).toEqual([[]]);
  expect(removed([["104", ...body(0), ...body(1)]])).toEqual([["104"]]);
});

test("text that stands at the edges of pages is not lost", () => {
  expect(removed(BODIES)).toEqual([[], [], [], [], []]);
  // Chapters, a list of one entry a page, a table's figures, a page that holds nothing but the head.
  expect(removed(["I", "II", "III"].map((number, index) => [number, ...body(index)]))).toEqual([[], [], []]);
  const entries = ["1. Vaso de oro", "2. Manto de plumas", "3. Puñal de obsidiana"];
  expect(removed(entries.map((entry, index) => [entry, ...body(index)]))).toEqual([[], [], []]);
  expect(removed([["Total 3", "15", "12", "27"]])).toEqual([[]]);
  expect(removed([["ANEXO PRIMERO"], ["ANEXO PRIMERO"], ["ANEXO PRIMERO"]])).toEqual([[], [], []]);
});

test("a larger heading stays where the heads repeat it", () => {
  const boxed = (number: number, height: number): Page => {
    const lines = ["EL ARCO DE LA PAZ", ...body(number - 1)].map((text, index) => {
      const bbox: [number, number, number, number] = [0, index * 50, 400, index * 50 + (index === 0 ? height : 30)];
      return { text, bbox, confidence: 0.9, words: [] };
    });
    const text = lines.map((line) => line.text).join("\n");
    return { ...page(number, []), text, blocks: [{ bbox: [0, 0, 400, 200], lines }] };
  };
  const pages = [boxed(1, 30), boxed(2, 45), boxed(3, 30), boxed(4, 31)].map(toPageLines);
  expect(findFurniture(pages).map((found) => [...found])).toEqual([[], [], [0], [0]]);
});
