import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { flatPage, writtenPage } from "../testImages.ts";
import type { OcrEngine } from "./engine.ts";
import { type Model, resolveModels } from "./models.ts";
import { tesseractEngine } from "./tesseractEngine.ts";
import { startTesseractWorker } from "./tesseractWorker.ts";

const LINES = ["LA TELA FINA", "EL MANTEL", "LA HIENA LEVE"];

let folder: string;
let spanish: Model;
let thai: Model;
let engine: OcrEngine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-engine-"));
  const found = await resolveModels(["spa", "tha"]);
  const model = (name: string): Model => ({ name, path: "", sha256: "", ...found.get(name) });
  spanish = model("spa");
  thai = model("tha");
  engine = tesseractEngine();
});
afterAll(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

test("reads what is written, and says where", async () => {
  const page = await writtenPage(LINES);
  const reading = await engine.recognise(page, { model: spanish, pageSegmentation: "block" });
  expect(reading.text.replaceAll("\n\n", "\n").split("\n")).toEqual(LINES);
  expect(reading.confidence).toBeGreaterThan(0.7);
  expect(reading.confidence).toBeLessThanOrEqual(1);
  const [first] = reading.blocks.flatMap(({ lines }) => lines);
  expect(first?.words.map(({ text }) => text)).toEqual(["LA", "TELA", "FINA"]);
  const [x0, y0, x1, y1] = first?.bbox ?? [];
  // Drawn from (120, 120), 12 letters of 38 pixels, 39 high.
  for (const [value, wanted] of [
    [x0, 120],
    [y0, 120],
    [x1, 564],
    [y1, 159],
  ] as const) {
    expect(Math.abs((value ?? 0) - wanted)).toBeLessThan(12);
  }
});

test("the same page gives the same reading, whatever came between", async () => {
  const page = await writtenPage(LINES);
  const options = { model: spanish, pageSegmentation: "auto" } as const;
  const before = await engine.recognise(page, options);
  await engine.recognise(await writtenPage(["NINA LLENA LA TINA", "MAL HILAN"]), options);
  await engine.recognise(page, { model: thai, pageSegmentation: "block" });
  expect(await engine.recognise(page, options)).toEqual(before);
  await engine.close();
  expect(await engine.recognise(page, options)).toEqual(before);
});

test("an empty page is an empty recognition", async () => {
  const nothing = { blocks: [], text: "", confidence: 0 };
  expect(await engine.recognise(flatPage(600, 400), { model: spanish, pageSegmentation: "auto" })).toEqual(nothing);
});

test("calls may overlap", async () => {
  const options = { model: spanish, pageSegmentation: "block" } as const;
  const pages = await Promise.all(LINES.map((line) => writtenPage([line])));
  const readings = await Promise.all(pages.map((page) => engine.recognise(page, options)));
  expect(readings.map(({ text }) => text)).toEqual(LINES);
});

test("what Tesseract would pass over in silence is refused", async () => {
  const long = engine.recognise(flatPage(33_000, 10), { model: spanish, pageSegmentation: "auto" });
  await expect(long).rejects.toMatchObject({ kind: "input", code: "IMAGE_TOO_LARGE" });
});

test("a model that is not the one resolved, or no model at all, is the user's to mend; the next call works", async () => {
  const page = await writtenPage(["LA TELA"]);
  const path = join(folder, "spa.traineddata");
  await writeFile(path, "no model");
  await engine.close();
  const changed = engine.recognise(page, { model: { ...spanish, path }, pageSegmentation: "block" });
  await expect(changed).rejects.toMatchObject({ kind: "config", code: "MODEL_CHANGED" });
  const { spa } = Object.fromEntries(await resolveModels(["spa"], { folder }));
  expect(spa?.path).toBe(path);
  const broken = engine.recognise(page, {
    model: { name: "spa", path, sha256: spa?.sha256 ?? "" },
    pageSegmentation: "block",
  });
  await expect(broken).rejects.toMatchObject({ kind: "config", code: "MODEL_BROKEN" });
  expect((await engine.recognise(page, { model: spanish, pageSegmentation: "block" })).text).toBe("LA TELA");
});

/** A worker script that answers everything but `recognize`, for which it does something bad the first time. */
async function badWorker(deed: string): Promise<string> {
  const path = join(folder, `${Math.random()}.cjs`);
  await writeFile(
    path,
    `const { parentPort } = require("node:worker_threads");
     parentPort.on("message", ({ jobId, action }) => {
       if (action === "recognize") { ${deed} }
       else parentPort.postMessage({ jobId, action, status: "resolve", data: {} });
     });`,
  );
  return path;
}

test.each([
  ["hangs", "for (;;) {}", "OCR_DEADLINE"],
  ["never answers", "", "OCR_DEADLINE"],
  ["throws", "throw new Error('boom')", "OCR_CRASHED"],
  ["exits", "process.exit(3)", "OCR_CRASHED"],
  ["says no", "parentPort.postMessage({ jobId, action, status: 'reject', data: 'no' })", "OCR_FAILED"],
])("a worker that %s rejects its call, and the next call gets a new worker", async (_name, deed, code) => {
  const bad = await badWorker(deed);
  let starts = 0;
  const supervised = tesseractEngine({
    // Long enough for the good worker to start and read on a busy machine.
    deadline: 8000,
    start: () => {
      starts += 1;
      return starts === 1 ? startTesseractWorker(bad) : startTesseractWorker();
    },
  });
  const page = await writtenPage(["LA TELA"]);
  const call = supervised.recognise(page, { model: spanish, pageSegmentation: "block" });
  await expect(call).rejects.toMatchObject({ kind: "transient", code });
  expect((await supervised.recognise(page, { model: spanish, pageSegmentation: "block" })).text).toBe("LA TELA");
  await supervised.close();
});

test("the worker is started afresh after so many calls", async () => {
  let starts = 0;
  const recycled = tesseractEngine({
    recycleAfter: 2,
    start: () => {
      starts += 1;
      return startTesseractWorker();
    },
  });
  const page = await writtenPage(["LA TELA"], 600, 300);
  for (let i = 0; i < 5; i += 1) await recycled.recognise(page, { model: spanish, pageSegmentation: "block" });
  await recycled.close();
  expect(starts).toBe(3);
});
