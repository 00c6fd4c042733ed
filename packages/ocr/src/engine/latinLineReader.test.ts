import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cut } from "../image/cut.ts";
import { invert } from "../image/light.ts";
import { flatPage, writtenPage } from "../testImages.ts";
import { latinLineReader, startLatinLineReader } from "./latinLineReader.ts";
import { LineReaderFailure } from "./lineReader.ts";

const ALPHABET = new Set("ABCDEFGHIJKLMNOPQRSTUVWXYZñ");

test("reads a line, dark on light or light on dark, and says where its words are", async () => {
  // Drawn from (120, 120), letters 38 pixels apart, 26 wide and 39 high.
  const page = await writtenPage(["LA TELA FINA"]);
  const line = cut(page, [100, 110, 600, 170]).image;
  const read = await latinLineReader.read(line, ALPHABET);
  expect(read.text).toBe("LA TELA FINA");
  expect(read.confidence).toBeGreaterThan(0.9);
  expect(read.bbox).toEqual([0, 0, 500, 60]);
  expect(read.words.map(({ text }) => text)).toEqual(["LA", "TELA", "FINA"]);
  const [x0 = 0, y0, x1 = 0, y1] = read.words[1]?.bbox ?? [];
  expect([y0, y1]).toEqual([0, 60]);
  expect(Math.abs(x0 - 134)).toBeLessThan(15);
  expect(Math.abs(x1 - 274)).toBeLessThan(15);
  expect((await latinLineReader.read(invert(line), ALPHABET)).text).toBe("LA TELA FINA");
  expect(await latinLineReader.read(line, ALPHABET)).toEqual(read);
});

test("reads nothing where nothing is, and lines of any shape", async () => {
  const shapes = [flatPage(1, 900), flatPage(9_000, 2), flatPage(1, 1)];
  for (const shape of shapes) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const { text, confidence, words } = await latinLineReader.read(shape, ALPHABET);
    expect([text, confidence, words]).toEqual(["", 0, []]);
  }
});

test("knows alphabets whose letters it knows: Spanish, and not Vietnamese", () => {
  expect(latinLineReader.reads(new Set(["a", "ñ", "¿", "€", "fi"]))).toBe(true);
  expect(latinLineReader.reads(new Set(["a", "ạ"]))).toBe(false);
});

test("a model that is cut off, changed or gone is refused and says so before, and again with every line", async () => {
  expect(latinLineReader.fault()).toBeUndefined();
  const folder = await mkdtemp(join(tmpdir(), "malmoi-"));
  const model = await readFile(new URL("../../models/latinLines.onnx.gz", import.meta.url));
  const path = join(folder, "latinLines.onnx.gz");
  const changed = Uint8Array.from(model, (byte, i) => (i === model.length >> 1 ? byte ^ 1 : byte));
  try {
    for (const bytes of [model.subarray(0, model.length >> 1), changed, undefined]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await (bytes === undefined ? rm(path) : writeFile(path, bytes));
      const reader = startLatinLineReader(path);
      const why = `its model is ${bytes === undefined ? "missing" : "damaged"}`;
      expect(reader.fault()).toBe(why);
      for (const page of [flatPage(100, 40), flatPage(100, 40)]) {
        // oxlint-disable-next-line no-await-in-loop
        await expect(reader.read(page, ALPHABET)).rejects.toThrow(new LineReaderFailure(why));
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
