import { ConfigError, InputError } from "@malmoi/core";
import { createRequire } from "node:module";
import { z } from "zod";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine, PageSegmentation, Recognition } from "./engine.ts";
import { type Model, readModel } from "./models.ts";
import { toPgm } from "./pgm.ts";
import { TesseractPage, toRecognition } from "./tesseractOutput.ts";
import { startTesseractWorker, type TesseractWorker } from "./tesseractWorker.ts";

/** Above this Tesseract returns an empty page without a word (TDimension is a signed 16-bit number). */
const LONGEST_SIDE = 32_767;

const MODES: Record<PageSegmentation, string> = { auto: "3", block: "6" };

const CONSTANT_PARAMETERS = {
  // Else Thai gets a space between nearly all letters (tesseract#2702).
  preserve_interword_spaces: "1",
  // The document dictionary learns from page to page; a page must not depend on the pages before it.
  tessedit_enable_doc_dict: "0",
  // The noise filter drops whole lines of Arabic, Persian and Urdu (tesseract#4582).
  textord_noise_rejrows: "0",
  textord_noise_rejwords: "0",
} as const;

export interface TesseractOptions {
  /** Longest time for one call, in milliseconds; start of the worker and load of the model included. */
  readonly deadline?: number;
  /** Calls after which the worker is started afresh: its memory only ever grows. */
  readonly recycleAfter?: number;
  /** For tests: starts the worker. */
  readonly start?: () => TesseractWorker;
}

/** tesseract.js in a worker thread, under a supervisor that keeps the promises of `OcrEngine`. */
export function tesseractEngine({
  deadline = 100_000,
  recycleAfter = 200,
  start = startTesseractWorker,
}: TesseractOptions = {}): OcrEngine {
  let worker: TesseractWorker | undefined;
  let loaded: Model | undefined;
  let jobs = 0;
  let queue: Promise<unknown> = Promise.resolve();

  async function stop(): Promise<void> {
    const old = worker;
    worker = undefined;
    loaded = undefined;
    jobs = 0;
    await old?.terminate();
  }

  async function ready(model: Model, until: number): Promise<TesseractWorker> {
    if (worker?.dead === true || jobs >= recycleAfter) await stop();
    if (worker === undefined) {
      worker = start();
      await worker.request("load", { options: { lstmOnly: true, logging: false } }, left(until));
    }
    if (loaded?.name !== model.name || loaded.sha256 !== model.sha256) {
      loaded = undefined;
      const data = await readModel(model);
      const options = { cacheMethod: "none", gzip: false, lstmOnly: true };
      await worker.request("loadLanguage", { langs: [{ code: model.name, data }], options }, left(until));
      await initialise(worker, model, until);
      loaded = model;
    }
    return worker;
  }

  async function recogniseNow(image: PageImage, model: Model, mode: PageSegmentation): Promise<Recognition> {
    const until = Date.now() + deadline;
    try {
      const tesseract = await ready(model, until);
      const params = {
        ...CONSTANT_PARAMETERS,
        tessedit_pageseg_mode: MODES[mode],
        user_defined_dpi: String(Math.round(image.dpi)),
      };
      await tesseract.request("setParameters", { params }, left(until));
      const pgm = toPgm(image);
      const payload = { image: pgm, options: {}, output: { text: false, blocks: true, debug: true } };
      const page = TesseractPage.parse(await tesseract.request("recognize", payload, left(until), [pgm.buffer]));
      jobs += 1;
      refuseUnread(page, image);
      return toRecognition(page);
    } catch (error) {
      // After any failure the state of the worker is unknown, and the next page must not depend on it.
      await stop();
      throw error;
    }
  }

  return {
    identity: { name: "tesseract.js", version: tesseractVersion() },
    recognise(image, { model, pageSegmentation }) {
      const answer = queue.then(() => {
        refuseTooLarge(image);
        return recogniseNow(image, model, pageSegmentation);
      });
      queue = answer.catch(() => undefined);
      return answer;
    },
    async close() {
      await stop();
    },
  };
}

function left(until: number): number {
  return Math.max(1, until - Date.now());
}

async function initialise(worker: TesseractWorker, model: Model, until: number): Promise<void> {
  try {
    await worker.request("initialize", { langs: model.name, oem: 1, config: {} }, left(until));
  } catch (error) {
    if (worker.dead) throw error;
    throw new ConfigError(`Tesseract cannot use the model ${model.path}`, {
      code: "MODEL_BROKEN",
      hint: "Install the model again, or take it from github.com/tesseract-ocr/tessdata_fast.",
      cause: error,
    });
  }
}

function refuseTooLarge({ width, height }: PageImage): void {
  if (width <= LONGEST_SIDE && height <= LONGEST_SIDE) return;
  throw new InputError(`a page of ${width} x ${height} pixels is too long for the recogniser`, {
    code: "IMAGE_TOO_LARGE",
    hint: `Cut it or scale it so that no side is longer than ${LONGEST_SIDE} pixels.`,
  });
}

/** Tesseract says "I did not even try" only in its debug output. */
function refuseUnread({ debug }: TesseractPage, { width, height }: PageImage): void {
  // Only these two: Leptonica calls many harmless things "Error" on pages that are read well.
  const complaint = debug?.split("\n").find((line) => /image too large|alloc fail/i.test(line));
  if (complaint === undefined) return;
  throw new InputError(`the recogniser refused a page of ${width} x ${height} pixels: ${complaint.trim()}`, {
    code: "OCR_REFUSED",
    hint: "Scale the page down to about 300 dpi and upload it again.",
  });
}

function tesseractVersion(): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(createRequire(import.meta.url)("tesseract.js/package.json"));
  return version;
}
