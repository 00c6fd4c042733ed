import type { Block, Line } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { rejoinRows } from "./rejoinRows.ts";

function line(text: string, x0: number, x1: number, row: number): Line {
  const bbox: [number, number, number, number] = [x0, row * 80, x1, row * 80 + 50];
  return { text, bbox, confidence: 0.8, words: [{ text, bbox, confidence: 0.8 }] };
}

function block(...lines: readonly Line[]): Block {
  return { bbox: [0, 0, 1000, 1000], lines: [...lines] };
}

const rows = (from: number, to: number): Line[] =>
  Array.from({ length: to - from }, (_, i) => line(`row ${from + i}`, 0, 1000, from + i));

const textOf = (blocks: readonly Block[]): string[][] => blocks.map(({ lines }) => lines.map(({ text }) => text));

test("the end of a broken line comes back to its beginning, whichever way the script runs", () => {
  const broken = [block(...rows(0, 6), line("right", 620, 1000, 6)), block(...rows(7, 14), line("left", 0, 580, 6))];
  const [first, second] = rejoinRows(broken, "rtl");
  expect(first?.lines.at(-1)).toMatchObject({ text: "right left", bbox: [0, 480, 1000, 530], confidence: 0.8 });
  expect(first?.lines.at(-1)?.words.map(({ text }) => text)).toEqual(["right", "left"]);
  expect(textOf(second === undefined ? [] : [second])).toEqual([rows(7, 14).map(({ text }) => text)]);
  expect(textOf(rejoinRows(broken, "ltr"))[0]?.at(-1)).toBe("left right");
});

test("the beginning of a broken line may be half as high as the rest, if it stands beside it", () => {
  const low = (text: string, x0: number, x1: number): Line => {
    const [bbox]: [number, number, number, number][] = [[x0, 490, x1, 518]];
    return { ...line(text, x0, x1, 6), ...(bbox === undefined ? {} : { bbox }) };
  };
  const broken = (left: Line): Block[] => [
    block(...rows(0, 6), line("rest", 420, 1000, 6)),
    block(left, ...rows(7, 14)),
  ];
  expect(textOf(rejoinRows(broken(low("IN 1821,", 0, 380)), "ltr"))[0]?.at(-1)).toBe("IN 1821, rest");
  const apart = broken(low("IN 1821,", 0, 300));
  expect(rejoinRows(apart, "ltr")).toEqual(apart);
  const note = [block(...rows(0, 14)), block(low("a note", -130, -10))];
  expect(rejoinRows(note, "ltr")).toEqual(note);
});

test("a speaker's name in the margin goes to the words, not the words to the name", () => {
  const names = block(line("ANA", 0, 90, 0), line("LUIS", 0, 90, 9));
  const words = block(...Array.from({ length: 40 }, (_, i) => line(`words ${i}`, 150, 1000, i)));
  const [only, ...others] = rejoinRows([names, words], "ltr");
  expect(others).toEqual([]);
  expect(only?.lines.map(({ text }) => text).slice(8, 11)).toEqual(["words 8", "LUIS words 9", "words 10"]);
});

test("columns, and pieces far apart, stay as they are", () => {
  const columns = [block(...rows(0, 8)), block(...rows(0, 8).map((each) => line(each.text, 1050, 2000, 0)))];
  expect(rejoinRows(columns, "ltr")).toEqual(columns);
  const apart = [block(...rows(0, 12), line("left", 0, 200, 12)), block(line("right", 800, 1000, 12))];
  expect(rejoinRows(apart, "ltr")).toEqual(apart);
});
