import type { Block } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { repairCommaShapes } from "./commaShapes.ts";
import { inkOf } from "../page/ink.ts";

/** A page of 40 black letters of 20 x 30 pixels in two rows, and marks of given boxes. */
function drawn(marks: readonly (readonly [number, number, number, number])[]): {
  image: { width: number; height: number; dpi: number; grey: Uint8Array };
} {
  const [width, height] = [900, 300];
  const grey = new Uint8Array(width * height).fill(255);
  const fill = ([x0, y0, x1, y1]: readonly [number, number, number, number]): void => {
    for (let y = y0; y < y1; y += 1) grey.fill(0, y * width + x0, y * width + x1);
  };
  for (let i = 0; i < 40; i += 1) {
    const [x, y] = [100 + (i % 20) * 35, i < 20 ? 60 : 180];
    fill([x, y, x + 20, y + 30]);
  }
  marks.forEach(fill);
  return { image: { width, height, dpi: 300, grey } };
}

function repaired(text: string, mark: readonly [number, number, number, number]): string | undefined {
  const { image } = drawn([mark]);
  const bbox: [number, number, number, number] = [80, 50, 320, 110];
  const word = { text, bbox, confidence: 0.9 };
  const blocks: Block[] = [{ bbox, lines: [{ ...word, words: [word] }] }];
  const [line] = repairCommaShapes(blocks, image, inkOf(image)).flatMap((block) => block.lines);
  expect(line?.words[0]?.text).toBe(line?.text);
  return line?.text;
}

test("what is slender and tall enough is a comma, whatever the model took it for", () => {
  expect(repaired("سلام.", [82, 76, 90, 92])).toBe("سلام،");
});

test.each([
  ["a square dot", "سلام.", [82, 84, 89, 91]],
  ["a piece of a letter, as thin as a hair", "سلام.", [82, 76, 84, 92]],
  ["a dot after a digit", "۱۲.", [82, 76, 90, 92]],
  ["three dots", "سلام...", [82, 76, 90, 92]],
] as const)("%s stays", (_name, text, mark) => {
  expect(repaired(text, mark)).toBe(text);
});
