import { createRequire } from "node:module";
import { z } from "zod";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine, PageSegmentation, Recognition } from "./engine.ts";
import { brokenModel } from "./failures.ts";
import { type Model, readModel } from "./models.ts";
import { refuseTooLarge, refuseUnread, tesseractParameters } from "./parameters.ts";
import { toPgm } from "./pgm.ts";
import { toRecognition } from "./tesseractOutput.ts";
import { startTesseractWorker, type TesseractWorker } from "./tesseractWorker.ts";

export interface TesseractOptions {
  /** Longest time for each step of a call (start of the worker, load of the model, the page), in milliseconds. */
  readonly deadline?: number;
  /** Calls after which the worker is started afresh: its memory only ever grows. */
  readonly recycleAfter?: number;
  /**
   * Growth of the process since the worker started, in bytes, after which it is started afresh before the next page.
   * An A4 page at 300 dpi takes about 200 MB; one huge page would keep gigabytes for ever.
   */
  readonly recycleBytes?: number;
  /** For tests: the memory of the process, in bytes. */
  readonly residentBytes?: () => number;
  /** For tests: starts the worker. */
  readonly start?: () => TesseractWorker;
}

/**
 * Tesseract's engine mode "LSTM only". tesseract.js compares what it is told here with this number, and given `true`
 * loads the larger core with the old recogniser in it.
 */
const LSTM_ONLY = 1;

/** What is asked for with each page: the tree of blocks that the library offers takes a tenth of the page's time. */
const OUTPUT = { tsv: true, text: true, debug: true };
const Answer = z.object({ tsv: z.string(), text: z.string(), debug: z.string().nullable() });

/** tesseract.js in a worker thread, under a supervisor that keeps the promises of `OcrEngine`. */
export function tesseractEngine({
  deadline = 50_000,
  recycleAfter = 200,
  recycleBytes = 400_000_000,
  residentBytes = () => process.memoryUsage.rss(),
  start = startTesseractWorker,
}: TesseractOptions = {}): OcrEngine {
  let worker: TesseractWorker | undefined;
  let loaded: Model | undefined;
  let jobs = 0;
  let bytesAtStart = 0;
  let queue: Promise<unknown> = Promise.resolve();

  async function stop(): Promise<void> {
    const old = worker;
    worker = undefined;
    loaded = undefined;
    jobs = 0;
    await old?.terminate();
  }

  async function ready(model: Model): Promise<TesseractWorker> {
    // Asked before a page and not after it: pages of this size would else start a worker each.
    const grown = jobs > 0 && residentBytes() - bytesAtStart > recycleBytes;
    if (worker?.dead === true || jobs >= recycleAfter || grown) await stop();
    if (worker === undefined) {
      bytesAtStart = residentBytes();
      worker = start();
      await worker.request("load", { options: { lstmOnly: LSTM_ONLY, logging: false } }, deadline);
    }
    if (loaded?.name !== model.name || loaded.sha256 !== model.sha256) {
      loaded = undefined;
      const data = await readModel(model);
      const options = { cacheMethod: "none", gzip: false, lstmOnly: true };
      await worker.request("loadLanguage", { langs: [{ code: model.name, data }], options }, deadline);
      await initialise(worker, model, deadline);
      loaded = model;
    }
    return worker;
  }

  async function recogniseNow(image: PageImage, model: Model, mode: PageSegmentation): Promise<Recognition> {
    try {
      const tesseract = await ready(model);
      const params = tesseractParameters(image, mode, model.name);
      await tesseract.request("setParameters", { params }, deadline);
      const pgm = toPgm(image);
      const payload = { image: pgm, options: {}, output: OUTPUT };
      const page = Answer.parse(await tesseract.request("recognize", payload, deadline, [pgm.buffer]));
      jobs += 1;
      refuseUnread(page.debug ?? "", image);
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

async function initialise(worker: TesseractWorker, model: Model, deadline: number): Promise<void> {
  try {
    await worker.request("initialize", { langs: model.name, oem: LSTM_ONLY, config: {} }, deadline);
  } catch (error) {
    if (worker.dead) throw error;
    throw brokenModel(model.path, error);
  }
}

function tesseractVersion(): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(createRequire(import.meta.url)("tesseract.js/package.json"));
  return version;
}
