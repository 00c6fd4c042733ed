import type { BoundingBox, Line } from "@malmoi/schemas";
import { expect, test } from "vitest";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine, Recognition } from "../engine/engine.ts";
import { flatPage } from "../testImages.ts";
import { rereadLines } from "./rereadLines.ts";

const MODEL = { name: "ara", path: "", sha256: "" };

/** Reads any strip as `text` with this confidence, in one word of 100 x 20 pixels behind the margin. */
function reader(text: string, confidence: number): OcrEngine & { strips: PageImage[] } {
  const strips: PageImage[] = [];
  return {
    strips,
    identity: { name: "reader", version: "0" },
    recognise: (image, { pageSegmentation }) => {
      expect(pageSegmentation).toBe("line");
      strips.push(image);
      const bbox: BoundingBox = [44, 44, 144, 64];
      const line = { text, bbox, confidence, words: [{ text, bbox, confidence }] };
      return Promise.resolve({ blocks: [{ bbox, lines: [line] }], text, confidence });
    },
    close: () => Promise.resolve(),
  };
}

function lineOf(text: string, confidence: number, bbox: BoundingBox): Line {
  return { text, confidence, bbox, words: [{ text, bbox, confidence }] };
}

function pageOf(lines: readonly Line[], confidence: number): Recognition {
  const text = lines.map((line) => line.text).join("\n");
  return { blocks: [{ bbox: [0, 0, 600, 400], lines: [...lines] }], text, confidence };
}

const SURE = Array.from({ length: 6 }, (_, i) => lineOf("well read", 0.9, [20, 20 + i * 40, 520, 44 + i * 40]));

test("a line much less sure than its page is read again by itself, and the surer reading is kept", async () => {
  const page = pageOf([...SURE, lineOf("rubbish", 0.3, [20, 300, 520, 324])], 0.85);
  const engine = reader("as printed", 0.88);
  const { page: mended, mended: count } = await rereadLines(page, flatPage(600, 400), { engine, model: MODEL });
  expect(count).toBe(1);
  expect(mended.text).toBe(`${SURE.map(({ text }) => text).join("\n")}\nas printed`);
  // The line and what little is around it, in a margin of 40.
  expect(engine.strips.map(({ width, height }) => [width, height])).toEqual([[586, 110]]);
  const line = mended.blocks[0]?.lines.at(-1);
  expect(line?.bbox).toEqual([20, 300, 520, 324]);
  // Words are where they stand on the page: the strip begins at 17, 297.
  expect(line?.words[0]?.bbox).toEqual([21, 301, 121, 321]);
  expect(mended.confidence).toBeCloseTo((54 * 0.9 + 10 * 0.88) / 64, 4);
});

test.each([
  ["is hardly surer", reader("as printed", 0.32)],
  ["is much shorter", reader("a", 0.95)],
  ["is nothing", reader("", 0)],
] as const)("what %s stays as it was", async (_name, engine) => {
  const page = pageOf([...SURE, lineOf("rubbish", 0.3, [20, 300, 520, 324])], 0.85);
  expect(await rereadLines(page, flatPage(600, 400), { engine, model: MODEL })).toEqual({ page, mended: 0 });
  expect(engine.strips.length).toBe(1);
});

test("sure lines, specks and stubs are not read again; of many unsure lines the least sure twelve", async () => {
  const engine = reader("as printed", 0.9);
  const odd = [lineOf("speck", 0.1, [20, 300, 520, 308]), lineOf("stub", 0.1, [20, 340, 360, 364])];
  await rereadLines(pageOf([...SURE, ...odd], 0.85), flatPage(600, 400), { engine, model: MODEL });
  expect(engine.strips.length).toBe(0);
  const unsure = Array.from({ length: 20 }, (_, i) => lineOf("rubbish", 0.01 * i, [20, 20 + i * 20, 520, 44 + i * 20]));
  const { mended } = await rereadLines(pageOf(unsure, 0.85), flatPage(600, 400), { engine, model: MODEL });
  expect([mended, engine.strips.length]).toEqual([12, 12]);
});
