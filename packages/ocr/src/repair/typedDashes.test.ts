import type { Block } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { repairTypedDashes } from "./typedDashes.ts";

const bbox: [number, number, number, number] = [0, 0, 9, 9];
const block = (...lines: readonly string[]): Block => ({
  bbox,
  lines: lines.map((text) => ({
    text,
    bbox,
    confidence: 1,
    words: text.split(" ").map((word) => ({ text: word, bbox, confidence: 1 })),
  })),
});
const textOf = (blocks: readonly Block[]): string[] => blocks.flatMap(({ lines }) => lines.map(({ text }) => text));

test("a page that has dashes of two hyphens has no others, in lines and in words", () => {
  const [mended] = repairTypedDashes([block("tiok dijapuik -— tak rujuak —-", "sopan -- anak — lahia", "lalu –")]);
  expect(mended?.lines.map(({ text }) => text)).toEqual([
    "tiok dijapuik -- tak rujuak --",
    "sopan -- anak -- lahia",
    "lalu --",
  ]);
  expect(mended?.lines[1]?.words.map(({ text }) => text)).toEqual(["sopan", "--", "anak", "--", "lahia"]);
});

test("single hyphens between words are dashes too, where two are the habit; a list's stay", () => {
  const typed = ["- tiok dijapuik -- tak rujuak -", "sopan - anak -- lahia", "mata-mata -- lalu"];
  const [mended] = repairTypedDashes([block(...typed)]);
  expect(mended?.lines.map(({ text }) => text)).toEqual([
    "- tiok dijapuik -- tak rujuak --",
    "sopan -- anak -- lahia",
    "mata-mata -- lalu",
  ]);
  expect(mended?.lines[0]?.words.map(({ text }) => text).join(" ")).toBe(mended?.lines[0]?.text);
  const single = ["sopan - anak - lahia", "tiok - tak -- rujuak", "mata -- lalu"];
  expect(textOf(repairTypedDashes([block(...single)]))).toEqual(single);
});

test("printed dashes, ranges, rules and hyphens stay", () => {
  const kept = ["—Sí — dijo— y 1890–1920", "----------", "mata-mata", "once -- only", "y — no"];
  expect(textOf(repairTypedDashes([block(...kept)]))).toEqual(kept);
});

test("marks at the beginning of lines are no habit of typing, and stay as they were read", () => {
  const listed = [
    "-- redigir quanto antes",
    "— modificar o processo",
    "-- alterar o methodo",
    "--- reunir — os antigos",
  ];
  expect(textOf(repairTypedDashes([block(...listed)]))).toEqual(listed);
});
