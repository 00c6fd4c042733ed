import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { flatPage } from "../testImages.ts";
import { type Model, resolveModels } from "./models.ts";
import { tesseractEngine } from "./tesseractEngine.ts";
import { hurried } from "./testWorker.ts";
import { startTesseractWorker } from "./tesseractWorker.ts";

let folder: string;
let spanish: Model;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-engine-"));
  const found = await resolveModels(["spa"]);
  spanish = { name: "spa", path: "", sha256: "", ...found.get("spa") };
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const ROWS = [
  "3\t1\t1\t1\t0\t0\t1\t2\t2\t2\t-1\t",
  "4\t1\t1\t1\t1\t0\t1\t2\t2\t2\t-1\t",
  "5\t1\t1\t1\t1\t1\t1\t2\t2\t2\t90\tTELA",
];
const READ = { tsv: ROWS.join("\n"), text: "TELA\n", debug: null };

/**
 * A worker script that answers like tesseract.js, but for `recognize`, for which it does the deed. What is tried here
 * is the supervisor; the conformance tests try it with the real worker.
 */
async function worker(deed: string): Promise<string> {
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

const GOOD = `parentPort.postMessage({ jobId, action, status: "resolve", data: ${JSON.stringify(READ)} })`;

const page = flatPage(100, 50);
test.each([
  ["never answers", "", "OCR_DEADLINE"],
  ["throws", "throw new Error('boom')", "OCR_CRASHED"],
  ["says no", "parentPort.postMessage({ jobId, action, status: 'reject', data: 'no' })", "OCR_FAILED"],
])("a worker that %s rejects its call, and the next call gets a new worker", async (_name, deed, code) => {
  const [bad, good] = [await worker(deed), await worker(GOOD)];
  let starts = 0;
  const supervised = tesseractEngine({
    start: () => {
      starts += 1;
      if (starts > 1) return startTesseractWorker(good);
      return code === "OCR_DEADLINE" ? hurried(startTesseractWorker(bad)) : startTesseractWorker(bad);
    },
  });
  const call = supervised.recognise(page, { model: spanish, pageSegmentation: "block" });
  await expect(call).rejects.toMatchObject({ kind: "transient", code });
  const next = await supervised.recognise(page, { model: spanish, pageSegmentation: "block" });
  expect(next.text).toBe("TELA");
  expect(starts).toBe(2);
  await supervised.close();
});

test("the worker is started afresh after so many calls", async () => {
  const good = await worker(GOOD);
  let starts = 0;
  const recycled = tesseractEngine({
    recycleAfter: 2,
    start: () => {
      starts += 1;
      return startTesseractWorker(good);
    },
  });
  for (let i = 0; i < 5; i += 1) await recycled.recognise(page, { model: spanish, pageSegmentation: "block" });
  await recycled.close();
  expect(starts).toBe(3);
});

test("the worker is started afresh before the next page once the process has grown too much", async () => {
  const good = await worker(GOOD);
  let starts = 0;
  const sizes = [100, 150, 600, 120, 130];
  const recycled = tesseractEngine({
    recycleBytes: 400,
    residentBytes: () => sizes.shift() ?? 0,
    start: () => {
      starts += 1;
      return startTesseractWorker(good);
    },
  });
  // At the start 100; before the second page 150; before the third 600, so that a worker starts, at 120.
  for (const wanted of [1, 1, 2, 2]) {
    await recycled.recognise(page, { model: spanish, pageSegmentation: "block" });
    expect(starts).toBe(wanted);
  }
  await recycled.close();
});
