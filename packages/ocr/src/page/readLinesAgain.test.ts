import type { BoundingBox, Line } from "@malmoi/schemas";
import { expect, test } from "vitest";
import type { PageImage } from "../decode/pageImage.ts";
import { flatPage } from "../testImages.ts";
import { readLinesAgain } from "./readLinesAgain.ts";

const CROP = flatPage(600, 200);

function lineOf(text: string, confidence: number, bbox: BoundingBox): Line {
  return { text, confidence, bbox, words: [{ text, bbox, confidence }] };
}

interface Answer {
  readonly text: string;
  readonly confidence: number;
}

/** Reads these lines with a reader that answers in this order, the last answer for ever; also the sizes it was given. */
async function read(
  lines: readonly Line[],
  answers: readonly Answer[],
  { unsure = 0.8, passedOver = false }: { readonly unsure?: number; readonly passedOver?: boolean } = {},
): Promise<{ texts: string[]; boxes: BoundingBox[]; again: number; strips: [number, number][] }> {
  const strips: [number, number][] = [];
  const readLine = ({ width, height }: PageImage): Promise<Line> => {
    const { text, confidence } = answers[strips.length] ?? answers.at(-1) ?? { text: "", confidence: 0 };
    strips.push([width, height]);
    return Promise.resolve(lineOf(text, confidence, [0, 0, width, height]));
  };
  const blocks = lines.map((line) => ({ bbox: line.bbox, lines: [line] }));
  const found = await readLinesAgain(blocks, CROP, { readLine, unsure, passedOver });
  const after = found.blocks.flatMap((block) => block.lines);
  return {
    texts: after.map(({ text }) => text),
    boxes: after.map(({ bbox }) => bbox),
    again: found.again,
    strips,
  };
}

const SURE = lineOf("well read", 0.92, [50, 20, 500, 70]);
const UNSURE = lineOf("we1l reod", 0.6, [50, 100, 500, 150]);

test("what was read unsurely is read again, and kept if it is sure; in pixels of the crop", async () => {
  const { texts, boxes, again, strips } = await read([SURE, UNSURE], [{ text: "as printed", confidence: 0.98 }]);
  expect([texts, again]).toEqual([["well read", "as printed"], 1]);
  // Cut out an eighth of its height larger on each side.
  expect(strips).toEqual([[462, 62]]);
  expect(boxes[1]).toEqual([44, 94, 506, 156]);
});

test("a line is cut out more and less closely until the reader is sure; the surest counts", async () => {
  const { texts, strips } = await read(
    [UNSURE],
    [
      { text: "ns prinled", confidence: 0.5 },
      { text: "as printed", confidence: 0.95 },
      { text: "ss prlnted", confidence: 0.7 },
    ],
  );
  expect(texts).toEqual(["as printed"]);
  expect(strips.map(([, height]) => height)).toEqual([62, 80, 40, 30]);
});

test.each([
  ["is not sure of it", { text: "as printed", confidence: 0.85 }],
  ["reads much less", { text: "as", confidence: 0.99 }],
])("the first reading stays if the reader %s", async (_, answer) => {
  expect(await read([UNSURE], [answer])).toMatchObject({ texts: ["we1l reod"], again: 0 });
});

test("a letter or two are no text, however sure", async () => {
  expect(await read([{ ...UNSURE, text: "x" }], [{ text: "M", confidence: 0.99 }])).toMatchObject({ texts: ["x"] });
});

test("a line that the edge cuts in two is left to what leaves out noise", async () => {
  const half = lineOf("oone", 0.3, [50, 0, 200, 20]);
  const { texts, strips } = await read([half, SURE, { ...SURE, text: "more" }], [{ text: "cape.", confidence: 0.99 }]);
  expect([texts[0], strips]).toEqual(["oone", []]);
});

test("where ink was passed over, a line alone in its rows is read as wide as the crop", async () => {
  const printed = [{ text: "as printed in full", confidence: 0.98 }];
  expect((await read([UNSURE], printed, { passedOver: true })).strips.at(-1)).toEqual([600, 62]);
  const beside = lineOf("beside", 0.95, [510, 100, 590, 150]);
  expect((await read([UNSURE, beside], printed, { passedOver: true })).strips.at(-1)).toEqual([462, 62]);
});

test("where ink was passed over, rows without a line are read, and stand in their place if they are lines", async () => {
  const low = lineOf("well read", 0.92, [50, 120, 500, 170]);
  const above = await read([low], [{ text: "as printed", confidence: 0.98 }], { passedOver: true });
  expect(above.texts).toEqual(["as printed", "well read"]);
  expect(above.strips).toEqual([[600, 135]]);
  expect((await read([low], [{ text: "|||", confidence: 0.95 }], { passedOver: true })).texts).toEqual(["well read"]);
  expect((await read([low], [{ text: "as printed", confidence: 0.98 }])).texts).toEqual(["well read"]);
});

test("a crop in which nothing was found is read as a line, and stays empty if it is none", async () => {
  const found = await read([], [{ text: "SARIWARTA", confidence: 0.98 }], { passedOver: true });
  expect(found).toMatchObject({ texts: ["SARIWARTA"], boxes: [[0, 0, 600, 200]], again: 1 });
  expect(await read([], [{ text: "|||", confidence: 0.95 }], { passedOver: true })).toMatchObject({ texts: [] });
});

test("pieces that the engine found of a line that was read again are gone; the next line is not", async () => {
  const piece = lineOf("s pri -", 0.5, [150, 105, 300, 140]);
  // It begins above the middle of the line before, as lines with long letters do.
  const next = lineOf("next", 0.95, [50, 125, 500, 185]);
  const { texts } = await read(
    [UNSURE, piece, next],
    [
      { text: "s printe", confidence: 0.98 },
      { text: "as printed", confidence: 0.98 },
    ],
  );
  expect(texts).toEqual(["as printed", "next"]);
});
