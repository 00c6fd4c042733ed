import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flatPage, writtenPage } from "../testImages.ts";
import type { OcrEngine } from "./engine.ts";
import { halfScaleRetry } from "./halfScaleRetry.ts";
import { type Model, resolveModels } from "./models.ts";
import { nativeTesseractEngine } from "./nativeTesseractEngine.ts";
import { tesseractEngine } from "./tesseractEngine.ts";
import { startTesseractWorker } from "./tesseractWorker.ts";
import { hurried } from "./testWorker.ts";

/** What is done instead of recognising the first page: never answer, or die. */
type Deed = "hang" | "die";

interface Candidate {
  readonly name: string;
  readonly installed: boolean;
  readonly start: () => OcrEngine;
  /** An engine that misbehaves once and then works, in a folder for its tricks. */
  readonly startBad: (deed: Deed, folder: string) => Promise<OcrEngine>;
}

const LINES = ["LA TELA FINA", "EL MANTEL", "LA HIENA LEVE"];
/** Of an engine that is a program: the good page after the bad one has no more, and needs a tenth of it. */
const DEADLINE: Record<Deed, number> = { hang: 2_000, die: 50_000 };

async function badWorker(deed: Deed, folder: string): Promise<OcrEngine> {
  const script = join(folder, `${deed}.cjs`);
  const done = deed === "hang" ? "for (;;) {}" : "process.exit(3)";
  await writeFile(
    script,
    `const { parentPort } = require("node:worker_threads");
     parentPort.on("message", ({ jobId, action }) => {
       if (action === "recognize") { ${done} }
       else parentPort.postMessage({ jobId, status: "resolve", data: {} });
     });`,
  );
  let starts = 0;
  const start = (): ReturnType<typeof startTesseractWorker> => {
    starts += 1;
    return starts === 1 ? hurried(startTesseractWorker(script)) : startTesseractWorker();
  };
  return tesseractEngine({ start });
}

/** A program that is tesseract, but for the first page. */
async function badProgram(deed: Deed, folder: string): Promise<OcrEngine> {
  const binary = join(folder, `${deed}.sh`);
  const done = deed === "hang" ? "while :; do :; done" : "kill -SEGV $$";
  await writeFile(
    binary,
    `#!/bin/sh
     if [ "$1" != --version ] && [ ! -e "${binary}.done" ]; then touch "${binary}.done"; ${done}; fi
     exec tesseract "$@"\n`,
  );
  await chmod(binary, 0o755);
  return nativeTesseractEngine({ binary, deadline: DEADLINE[deed] });
}

const CANDIDATES: readonly Candidate[] = [
  { name: "tesseract.js", installed: true, start: tesseractEngine, startBad: badWorker },
  {
    name: "tesseract (an installed program)",
    installed: spawnSync("tesseract", ["--version"]).status === 0,
    start: nativeTesseractEngine,
    startBad: badProgram,
  },
];

let folder: string;
let spanish: Model;
let thai: Model;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-conformance-"));
  const found = await resolveModels(["spa", "tha"]);
  spanish = { name: "spa", path: "", sha256: "", ...found.get("spa") };
  thai = { name: "tha", path: "", sha256: "", ...found.get("tha") };
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

for (const { name, installed, start, startBad } of CANDIDATES)
  describe.skipIf(!installed)(`${name} keeps the promises of OcrEngine:`, () => {
    let engine: OcrEngine;
    beforeAll(() => {
      engine = start();
    });
    afterAll(async () => {
      await engine.close();
    });
    test("it says who it is", () => {
      expect(engine.identity.version).toMatch(/^\d+\.\d+/);
    });

    test("reads what is written, and says where", async () => {
      const page = await writtenPage(LINES);
      const { text, blocks, confidence, scale } = await engine.recognise(page, {
        model: spanish,
        pageSegmentation: "block",
      });
      expect(text.replaceAll("\n\n", "\n").split("\n")).toEqual(LINES);
      expect(confidence).toBeGreaterThan(0.7);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(scale).toBeUndefined();
      const [first] = blocks.flatMap(({ lines }) => lines);
      expect(first?.words.map((word) => word.text)).toEqual(["LA", "TELA", "FINA"]);
      // Drawn from (120, 120), 12 letters of 38 pixels, 39 high.
      const wanted = [120, 120, 564, 159];
      for (const [i, value] of (first?.bbox ?? []).entries()) {
        expect(Math.abs(value - (wanted[i] ?? 0))).toBeLessThan(12);
      }
    });

    test.each(["auto", "block", "line", "sparse"] as const)("mode %s reads a line", async (pageSegmentation) => {
      const page = await writtenPage(["LA TELA FINA"], 700, 280);
      const { text } = await engine.recognise(page, { model: spanish, pageSegmentation });
      // A sparse reading promises no lines.
      expect(text.split(/\s+/)).toEqual(["LA", "TELA", "FINA"]);
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
      const blank = flatPage(600, 400);
      for (const pageSegmentation of ["auto", "block", "sparse"] as const) {
        const reading = await engine.recognise(blank, { model: spanish, pageSegmentation });
        expect(reading).toEqual({ blocks: [], text: "", confidence: 0 });
      }
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

    test("a missing, changed or broken model is the user's to mend; the next call works", async () => {
      const page = await writtenPage(["LA TELA"]);
      const path = join(folder, "spa.traineddata");
      await writeFile(path, "no model");
      await engine.close();
      const read = async (model: Model): Promise<string> =>
        (await engine.recognise(page, { model, pageSegmentation: "block" })).text;
      await expect(read({ ...spanish, path: join(folder, "gone") })).rejects.toMatchObject({ code: "MODEL_MISSING" });
      await expect(read({ ...spanish, path })).rejects.toMatchObject({ kind: "config", code: "MODEL_CHANGED" });
      const broken = (await resolveModels(["spa"], { folder })).get("spa");
      const no = read({ ...spanish, path, sha256: broken?.sha256 ?? "" });
      await expect(no).rejects.toMatchObject({ kind: "config", code: "MODEL_BROKEN" });
      expect(await read(spanish)).toBe("LA TELA");
    });

    test.concurrent.each([
      ["hang", "OCR_DEADLINE"],
      ["die", "OCR_CRASHED"],
    ] as const)("to %s rejects this call alone, and the next one works", async (deed, code) => {
      const bad = await startBad(deed, await mkdtemp(join(folder, "bad-")));
      const page = await writtenPage(["LA TELA"]);
      const options = { model: spanish, pageSegmentation: "block" } as const;
      await expect(bad.recognise(page, options)).rejects.toMatchObject({ kind: "transient", code });
      expect((await bad.recognise(page, options)).text).toBe("LA TELA");
      await bad.close();
    });

    test.concurrent("with a retry, a page that failed is read at half its size, with boxes of the full size", async () => {
      const bad = halfScaleRetry(await startBad("die", await mkdtemp(join(folder, "retry-"))));
      const page = await writtenPage(["LA TELA FINA"]);
      const options = { model: spanish, pageSegmentation: "block" } as const;
      const half = await bad.recognise(page, options);
      expect([half.text, half.scale]).toEqual(["LA TELA FINA", 0.5]);
      const full = await bad.recognise(page, options);
      expect([full.text, full.scale]).toEqual(["LA TELA FINA", undefined]);
      const box = full.blocks[0]?.lines[0]?.words[2]?.bbox ?? [];
      for (const [i, value] of (half.blocks[0]?.lines[0]?.words[2]?.bbox ?? []).entries()) {
        expect(Math.abs(value - (box[i] ?? 0))).toBeLessThan(12);
      }
      await bad.close();
    });
  });
