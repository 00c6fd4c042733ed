import type { Line } from "@malmoi/schemas";
import { expect, test } from "vitest";
import type { OcrEngine, Recognition } from "../engine/engine.ts";
import { refuseTooLarge } from "../engine/parameters.ts";
import { invert } from "../image/light.ts";
import { drawLine, flatPage, writtenPage } from "../testImages.ts";
import { inkOf } from "./ink.ts";
import { type Reading, readWithSecondLook } from "./readWithSecondLook.ts";

const MODEL = { name: "spa", path: "/nowhere", sha256: "0".repeat(64) };

interface Answer {
  readonly text: string;
  readonly confidence: number;
  /** Share of the page's height, from the top, that the one line found covers. */
  readonly reach?: number;
  readonly scale?: number;
}

/** Reads a page of seven lines with an engine that answers in this order; also how often it was asked. */
async function read(answers: readonly Answer[]): Promise<{ reading: Reading; asked: number }> {
  let asked = 0;
  const engine: OcrEngine = {
    identity: { name: "test", version: "1" },
    recognise: ({ width, height }) => {
      const { text, confidence, reach = 1, scale } = answers[asked] ?? { text: "", confidence: 0 };
      asked += 1;
      const bbox: [number, number, number, number] = [0, 0, width, Math.round(height * reach)];
      const line = { text, bbox, confidence, words: [{ text, bbox, confidence }] };
      const blocks: Recognition["blocks"] = text === "" ? [] : [{ bbox, lines: [line] }];
      return Promise.resolve({ blocks, text, confidence, ...(scale === undefined ? {} : { scale }) });
    },
    close: () => Promise.resolve(),
  };
  const lines = ["LA TELA FINA", "EL MANTEL", "EN LA VENTANA", "LA FAMILIA", "EL TITAN", "LA LLAMA", "EN EL VALLE"];
  const page = await writtenPage(lines);
  return { reading: await readWithSecondLook(page, inkOf(page), { engine, model: MODEL, script: "Latn" }), asked };
}

const TEXT = "la tela fina y el mantel";

test("a page read with confidence is read once, and nothing is said of it but what was done to the page", async () => {
  const { reading, asked } = await read([{ text: TEXT, confidence: 0.95 }]);
  expect(asked).toBe(1);
  expect(reading.steps.filter((step) => step.startsWith("read "))).toEqual([]);
  // The engine saw a smaller page; the boxes are those of the page as it was given.
  expect(reading.blocks[0]?.bbox).toEqual([0, 0, 1240, 900]);
  expect(reading.coverage).toBe(1);
});

test("an unsure reading is tried in other ways, and the surest is kept", async () => {
  const { reading, asked } = await read([
    { text: TEXT, confidence: 0.2 },
    { text: `${TEXT}!`, confidence: 0.6 },
    { text: TEXT, confidence: 0.5 },
  ]);
  expect([reading.text, asked]).toEqual([`${TEXT}!`, 3]);
  expect(reading.steps.at(-1)).toMatch(/^read 3 times \(confidence 0\.20\), kept \S/);
});

test("a reading that leaves nothing to complain of ends the search", async () => {
  const { asked } = await read([
    { text: TEXT, confidence: 0.2 },
    { text: TEXT, confidence: 0.9 },
  ]);
  expect(asked).toBe(2);
});

test("a headline white on black is read in negative", async () => {
  const page = invert(await writtenPage(["LA TELA"]));
  const engine: OcrEngine = {
    identity: { name: "test", version: "1" },
    recognise: ({ width, height, grey }) => {
      const white = grey.reduce((sum, value) => sum + value, 0) / grey.length > 200;
      const [text, confidence] = white ? ["LA TELA", 0.9] : ["|||", 0.1];
      const bbox: [number, number, number, number] = [0, 0, width, height];
      const line = { text, bbox, confidence, words: [{ text, bbox, confidence }] };
      return Promise.resolve({ blocks: [{ bbox, lines: [line] }], text, confidence });
    },
    close: () => Promise.resolve(),
  };
  const crop = { ...page, height: 110, grey: page.grey.subarray(0, page.width * 110) };
  const reading = await readWithSecondLook(crop, inkOf(crop), { engine, model: MODEL, script: "Latn" });
  expect(reading.text).toBe("LA TELA");
  expect(reading.steps.at(-1)).toMatch(/^read \d times .* kept block, negative$/);
  // The margin around the negative is not part of the crop.
  expect(reading.blocks[0]?.bbox).toEqual([0, 0, crop.width, crop.height]);
});

test("a line in a script that joins its letters is read in other sizes, and the surest is kept, be it by little", async () => {
  const written = await writtenPage(["LA TELA FINA", "EL MANTEL"], 1240, 300);
  const crop = { ...written, height: 110, grey: written.grey.subarray(written.width * 90, written.width * 200) };
  const asked: string[] = [];
  const engine: OcrEngine = {
    identity: { name: "test", version: "1" },
    recognise: ({ width, height }, { pageSegmentation }) => {
      asked.push(`${pageSegmentation} ${height - 80}`);
      const [text, confidence] = height === 45 + 80 ? ["سلام عليكم", 0.52] : ["سام عليم", 0.5];
      const bbox: [number, number, number, number] = [0, 0, width, height];
      const line = { text, bbox, confidence, words: [{ text, bbox, confidence }] };
      return Promise.resolve({ blocks: [{ bbox, lines: [line] }], text, confidence });
    },
    close: () => Promise.resolve(),
  };
  const reading = await readWithSecondLook(crop, inkOf(crop), { engine, model: MODEL, script: "Arab" });
  expect(asked.slice(1, 4)).toEqual(["line 36", "line 45", "line 28"]);
  expect(asked.every((each) => each.startsWith("line "))).toBe(true);
  expect([reading.text, reading.steps.at(-1)]).toEqual([
    "سلام عليكم",
    expect.stringContaining("kept line, 45 pixels high"),
  ]);
  expect(reading.blocks[0]?.bbox).toEqual([0, 0, crop.width, crop.height]);
});

test("confidence cannot see what is missing: a reading that passed over half the page is looked at again", async () => {
  const { reading } = await read([
    { text: TEXT, confidence: 0.95, reach: 0.3 },
    { text: `${TEXT} ${TEXT}`, confidence: 0.9 },
  ]);
  expect(reading.text).toBe(`${TEXT} ${TEXT}`);
  expect(reading.steps.at(-1)).toContain("(coverage 0.");
});

test("two sure letters are no better than a text", async () => {
  const { reading } = await read([
    { text: TEXT, confidence: 0.5 },
    { text: "EW", confidence: 0.9 },
  ]);
  expect(reading.text).toBe(TEXT);
});

test("where nothing is found at all, nothing is made up", async () => {
  const { reading, asked } = await read([]);
  expect([reading.text, reading.blocks, asked]).toEqual(["", [], 3]);
  expect(reading.steps.at(-1)).toContain("nothing found");
});

test("a page that the engine could read only at half its size says so", async () => {
  const { reading } = await read([{ text: TEXT, confidence: 0.95, scale: 0.5 }]);
  expect(reading.steps.at(-1)).toMatch(/half its size/);
});

test("a few words read surely are worth more than pages made up of a picture", async () => {
  const made = "x".repeat(400);
  const { reading } = await read([
    { text: "", confidence: 0 },
    { text: made, confidence: 0.3 },
    { text: `${TEXT} y la llama`, confidence: 0.95, reach: 0.1 },
  ]);
  expect(reading.text).toBe(`${TEXT} y la llama`);
});

/** A crop of one line, or a page, read by an engine that is as sure as this, and by a second reader of lines. */
async function readTwice(
  confidence: number,
  { height = 175, second = 0.98 }: { readonly height?: number; readonly second?: number } = {},
): Promise<{ reading: Reading; asked: number; lines: number }> {
  const page = await writtenPage(Array.from({ length: 7 }, () => "LA TELA"));
  const image = { ...page, height, grey: page.grey.subarray(0, page.width * height) };
  let asked = 0;
  let lines = 0;
  const engine: OcrEngine = {
    identity: { name: "test", version: "1" },
    recognise: ({ width, height: high }) => {
      asked += 1;
      const bbox: [number, number, number, number] = [0, 0, width, high];
      const line = { text: "IA TEIA", bbox, confidence, words: [{ text: "IA TEIA", bbox, confidence }] };
      return Promise.resolve({ blocks: [{ bbox, lines: [line] }], text: "IA TEIA", confidence });
    },
    close: () => Promise.resolve(),
  };
  const readLine = ({ width, height: high }: { width: number; height: number }): Promise<Line> => {
    lines += 1;
    const bbox: [number, number, number, number] = [0, 0, width, high];
    const word = { text: "LA TELA", bbox, confidence: second };
    return Promise.resolve({ ...word, words: [word] });
  };
  const readers = { engine, lines: { name: "second", version: "1", readLine }, model: MODEL, script: "Latn" } as const;
  return { reading: await readWithSecondLook(image, inkOf(image), readers), asked, lines };
}

test("a crop of one line that the second reader is sure of is not tried in other ways", async () => {
  const { reading, asked, lines } = await readTwice(0.5);
  expect([reading.text, reading.confidence, asked, lines]).toEqual(["LA TELA", 0.98, 1, 1]);
  expect(reading.steps.at(-1)).toBe("a line read by second");
});

test("nor does it read what the engine is sure of, or pages", async () => {
  expect(await readTwice(0.95)).toMatchObject({ reading: { text: "IA TEIA" }, asked: 1, lines: 0 });
  expect(await readTwice(0.7, { height: 900 })).toMatchObject({ reading: { text: "IA TEIA" }, asked: 1, lines: 0 });
});

test("what the second reader is not sure of either is tried in other ways first", async () => {
  const { reading, asked } = await readTwice(0.5, { second: 0.6 });
  expect(reading.text).toBe("IA TEIA");
  expect(asked).toBeGreaterThan(5);
});

test("a strip that would be too long for the engine enlarged is read as it is", async () => {
  const strip = flatPage(12_000, 60);
  for (let x = 100; x < 11_000; x += 400) drawLine(strip, x, 12, 8, 0);
  const sizes: number[] = [];
  const engine: OcrEngine = {
    identity: { name: "test", version: "1" },
    recognise: async (image) => {
      refuseTooLarge(image);
      sizes.push(image.width);
      const bbox: [number, number, number, number] = [0, 0, image.width, image.height];
      const word = { text: "TELA", bbox, confidence: 0.5 };
      return { blocks: [{ bbox, lines: [{ ...word, words: [word] }] }], text: "TELA", confidence: 0.5 };
    },
    close: () => Promise.resolve(),
  };
  const reading = await readWithSecondLook(strip, inkOf(strip), { engine, model: MODEL, script: "Latn" });
  expect([reading.text, Math.max(...sizes) < 32_767]).toEqual(["TELA", true]);
});

test("a page of which three lines were passed over is read again, and kept with all of them", async () => {
  const page = flatPage(1200, 1600);
  const rows = Array.from({ length: 12 }, (_, i) => 200 + i * 80);
  for (const y of rows) drawLine(page, 100, y, 20, 0);
  const answers = [rows.filter((_, i) => i < 4 || i > 6), rows];
  const asked: number[] = [];
  const engine: OcrEngine = {
    identity: { name: "test", version: "1" },
    recognise: ({ width }) => {
      const scale = width / 1200;
      const found = answers[asked.length] ?? [];
      asked.push(found.length);
      const lines = found.map((y): Line => {
        const bbox: [number, number, number, number] = [100 * scale, y * scale, 820 * scale, (y + 36) * scale];
        return { text: "LLLL", bbox, confidence: 0.9, words: [{ text: "LLLL", bbox, confidence: 0.9 }] };
      });
      const text = lines.map((line) => line.text).join("\n");
      return Promise.resolve({ blocks: [{ bbox: [0, 0, width, 9], lines }], text, confidence: 0.9 });
    },
    close: () => Promise.resolve(),
  };
  const reading = await readWithSecondLook(page, inkOf(page), { engine, model: MODEL, script: "Latn" });
  expect(asked).toEqual([9, 12]);
  expect(reading.blocks.flatMap((block) => block.lines).length).toBe(12);
  expect(reading.steps.at(-1)).toBe("read 2 times (lines passed over), kept block");
});
