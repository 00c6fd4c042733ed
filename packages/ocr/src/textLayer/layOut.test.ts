import { expect, test } from "vitest";
import type { Glyph } from "../pdf/readGlyphs.ts";
import { textOf } from "../page/textOf.ts";
import { layOut } from "./layOut.ts";

const PAGE = { width: 600, height: 800 };

/** Text in a font of 10 points whose letters are all 5 wide, from left to right. */
function put(text: string, x: number, baseline: number): Glyph[] {
  return Array.from(text, (letter, i) => ({
    text: letter,
    x0: x + i * 5,
    x1: x + i * 5 + 5,
    y0: baseline - 8,
    y1: baseline + 2,
    inkX: x + i * 5 + 2.5,
    baseline,
    size: 10,
    angle: 0,
    font: 1,
    hidden: false,
    unmapped: false,
  }));
}

const LEFT = ["the harvest begins in", "october when the leaves", "of the valley are dry", "and the days are short"];
const RIGHT = ["the second column is", "another story of which", "no line may stray into", "the lines of the first"];

test("two columns are read one after the other, though the file has them line by line", () => {
  const glyphs = LEFT.flatMap((left, i) => [...put(left, 50, 100 + i * 12), ...put(RIGHT[i] ?? "", 200, 100 + i * 12)]);
  expect(textOf(layOut(glyphs, PAGE))).toBe(`${LEFT.join("\n")}\n\n${RIGHT.join("\n")}`);
});

test("a row of a table stays a row", () => {
  const glyphs = ["maiz 12", "trigo 7", "arroz 3", "papas 5", "yuca 10"].flatMap((row, i) => {
    const [name = "", count = ""] = row.split(" ");
    return [...put(name, 50, 100 + i * 12), ...put(count, 200, 100 + i * 12)];
  });
  expect(textOf(layOut(glyphs, PAGE)).split("\n")).toEqual(["maiz 12", "trigo 7", "arroz 3", "papas 5", "yuca 10"]);
});

test("Arabic is turned, a gap is a space, and words have boxes", () => {
  const [block] = layOut([...put("ملاس", 50, 100), ...put("ايلع", 74, 100)].toReversed(), PAGE);
  expect(block?.lines[0]?.text).toBe("عليا سالم");
  expect(block?.lines[0]?.words[0]?.bbox).toEqual([74, 92, 94, 102]);
});

test("a line that runs up the page is read", () => {
  const glyphs = put("margin", 300, 400).map((glyph, i) => {
    const y = 400 - i * 5;
    return { ...glyph, angle: 270, x0: 292, x1: 302, y0: y - 5, y1: y, baseline: y };
  });
  expect(textOf(layOut(glyphs, PAGE))).toBe("margin");
});
