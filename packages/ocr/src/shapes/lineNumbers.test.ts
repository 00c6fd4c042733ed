import type { Block } from "@malmoi/schemas";
import { expect, test } from "vitest";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine } from "../engine/engine.ts";
import { inkOf } from "../page/ink.ts";
import { wholeLineNumbers } from "./lineNumbers.ts";

type Box = readonly [number, number, number, number];

/** A page with 60 letters of 20 x 30 pixels in its lower half, and black boxes in its first line. */
function page(boxes: readonly Box[]): PageImage {
  const [width, height] = [900, 400];
  const grey = new Uint8Array(width * height).fill(255);
  const fill = ([x0, y0, x1, y1]: Box): void => {
    for (let y = y0; y < y1; y += 1) grey.fill(0, y * width + x0, y * width + x1);
  };
  for (let i = 0; i < 60; i += 1) {
    const [x, y] = [100 + (i % 20) * 35, 150 + Math.floor(i / 20) * 60];
    fill([x, y, x + 20, y + 30]);
  }
  boxes.forEach(fill);
  return { width, height, dpi: 300, grey };
}

/** An engine that reads narrow pieces as one and wide ones as seven. */
const engine: OcrEngine = {
  identity: { name: "test", version: "1" },
  async recognise({ width, grey }) {
    const dark = grey.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0);
    return { text: dark / width > 3 ? "۷" : "۱", blocks: [], confidence: 1 };
  },
  async close() {},
};

/** Reads a line whose text begins with a digit at the right, in `boxes`. */
async function whole(text: string, boxes: readonly Box[]): Promise<string | undefined> {
  const image = page(boxes);
  const word = {
    text: text.split(" ")[0] ?? "",
    bbox: [780, 40, 800, 70] as [number, number, number, number],
    confidence: 1,
  };
  const blocks: Block[] = [{ bbox: [100, 40, 800, 70], lines: [{ ...word, text, words: [word] }] }];
  const model = { name: "fas", path: "", sha256: "" };
  const [line] = (await wholeLineNumbers(blocks, image, { ink: inkOf(image), engine, model })).flatMap(
    (block) => block.lines,
  );
  expect(line?.text.startsWith(line.words[0]?.text ?? "-")).toBe(true);
  return line?.text;
}

const digit: Box = [780, 40, 800, 70];
const wide: Box = [755, 40, 773, 70];
const letters: Box = [600, 40, 735, 70];

test("digits, zeros and a full stop to the left of a line's first digit are a part of its number", async () => {
  expect(await whole("۴ مابقی", [digit, letters])).toBe("۴ مابقی");
  expect(await whole("۴ مابقی", [digit, wide, letters])).toBe("۷۴ مابقی");
  expect(await whole("۴مابقی", [digit, wide, [742, 62, 750, 70], letters])).toBe("۷۴.مابقی");
  expect(await whole("۴، مابقی", [digit, wide, [742, 62, 750, 70], letters])).toBe("۷۴، مابقی");
  expect(await whole("۴ مابقی", [digit, [765, 50, 773, 58], [740, 40, 757, 70], letters])).toBe("۷۰۴ مابقی");
});

test.each([
  ["what stands a space away", "۴ مابقی", [digit, [740, 40, 760, 70]]],
  ["a hyphen", "۴ مابقی", [digit, [755, 52, 772, 58], letters]],
  ["a stroke that belongs to the next word: an alef", "۴ امروز", [digit, [764, 40, 770, 70], [740, 40, 760, 70]]],
  ["a number that was read whole", "۱۴ مابقی", [digit, wide, letters]],
  ["a line that begins with a word", "مابقی", [digit, wide, letters]],
] as const)("%s is none", async (_name, text, boxes) => {
  expect(await whole(text, boxes)).toBe(text);
});
