import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { resolveModels } from "@malmoi/ocr";
import { findLanguage } from "@malmoi/schemas";
import { z } from "zod";
import { treeBytes } from "./memory.ts";
import { type BenchPage, generateBlanks, generatePages, pagesOf } from "./pages.ts";
import { textPdf } from "./pdf.ts";
import { type Run, runMeasured } from "./run.ts";

// node --import tsx tests/bench/ocr.ts [folder of pages] [--language spa_Latn] [--pages 8]
// Ours, tesseract and OCRmyPDF on the same pages with the same model, a page at a time in turn, one thread each. What
// is not installed is named and left out. Only the ratios of one run mean anything.

const Answer = z.object({ ok: z.boolean(), milliseconds: z.number(), source: z.string() });

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { language: { type: "string", default: "spa_Latn" }, pages: { type: "string", default: "8" } },
});
const limit = Number(values.pages);
const language = values.language;
const model = findLanguage(language)?.tesseract ?? "";

const folder = mkdtempSync(join(tmpdir(), "malmoi-bench-"));
const models = join(folder, "models");

/** The one model for all three, unpacked, with the config files that OCRmyPDF's calls of tesseract name. */
async function placeModel(): Promise<void> {
  const path = (await resolveModels([model])).get(model)?.path ?? "";
  const bytes = readFileSync(path);
  mkdirSync(join(models, "configs"), { recursive: true });
  writeFileSync(join(models, `${model}.traineddata`), bytes[0] === 0x1f ? gunzipSync(bytes) : bytes);
  for (const output of ["hocr", "pdf", "txt", "tsv"]) {
    writeFileSync(join(models, "configs", output), `tessedit_create_${output} 1\n`);
  }
}

/** Sends a page to our worker and watches its memory until the answer comes. */
async function readWith(worker: ChildProcess, path: string): Promise<Run & { source: string }> {
  let peakBytes = 0;
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, treeBytes(worker.pid ?? 0));
  }, 20);
  try {
    const answer = await new Promise<unknown>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("exit", () => reject(new Error("our worker died")));
      worker.send({ path, language, models });
    });
    worker.removeAllListeners("exit");
    return { ...Answer.parse(answer), peakBytes };
  } finally {
    clearInterval(look);
  }
}

const installed = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

function peers(): Map<string, (page: BenchPage) => Promise<Run>> {
  const found = new Map<string, (page: BenchPage) => Promise<Run>>();
  const out = join(folder, "out");
  if (installed("tesseract")) {
    const options = ["--tessdata-dir", models, "-l", model, "--oem", "1", "--psm", "3", "--dpi", "300"];
    found.set("tesseract", ({ path }) => runMeasured("tesseract", [path, out, ...options, "tsv"]));
  }
  // OCRmyPDF takes its models from the system: --rotate-pages needs `osd`, which it has beside them.
  const listed = spawnSync("tesseract", ["--list-langs"], { encoding: "utf8" }).stdout ?? "";
  if (installed("ocrmypdf") && listed.split("\n").includes(model)) {
    const options = ["-l", model, "--jobs", "1", "--deskew", "--rotate-pages", "--image-dpi", "300", "-q"];
    found.set("ocrmypdf", ({ path }) => runMeasured("ocrmypdf", [...options, path, `${out}.pdf`]));
  }
  for (const name of ["tesseract", "ocrmypdf"]) {
    if (!found.has(name)) process.stdout.write(`${name}: not installed (or without ${model}), left out\n`);
  }
  return found;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function report(name: string, runs: readonly Run[], ours: readonly Run[]): void {
  const good = runs.filter(({ ok }) => ok);
  const minutes = good.reduce((sum, run) => sum + run.milliseconds, 0) / 60_000;
  const ratios = runs.flatMap(({ ok, milliseconds }, i) => {
    const mine = ours[i];
    return ok && mine?.ok === true ? [milliseconds / mine.milliseconds] : [];
  });
  const peak = Math.max(0, ...runs.map(({ peakBytes }) => peakBytes)) / 1e6;
  const failed = runs.length - good.length;
  const cells = [
    name.padEnd(10),
    `${(good.length / minutes).toFixed(1)} pages/min/core`,
    `median ${median(good.map(({ milliseconds }) => milliseconds)).toFixed(0)} ms`,
    `${median(ratios).toFixed(2)} x ours`,
    `peak ${peak.toFixed(0)} MB`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ];
  process.stdout.write(`${cells.join("  ")}\n`);
}

/** A worker of a build reads thousands of pages: the first ones, before the code is hot, do not count. */
const WARM_UP = 15;
const COUNTED = 25;

async function repeated(
  worker: ChildProcess,
  { name, path, source, goal }: { name: string; path: string; source: string; goal: number },
): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + COUNTED; i += 1) {
    const run = await readWith(worker, path);
    if (run.source !== source) throw new Error(`${name}: expected ${source}, got ${run.source}`);
    times.push(run.milliseconds);
  }
  const [first = 0] = times;
  const usual = median(times.slice(WARM_UP)).toFixed(1);
  process.stdout.write(`${name}: median ${usual} ms (goal ${goal}), the first ${first.toFixed(0)} ms\n`);
}

try {
  await placeModel();
  const [given] = positionals;
  const pages = (given === undefined ? await generatePages(folder, limit) : pagesOf(given)).slice(0, limit);
  const others = peers();
  const worker = fork(new URL("ocrWorker.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
  const ours: Run[] = [];
  const theirs = new Map([...others.keys()].map((name): [string, Run[]] => [name, []]));
  // Once before the clock counts: a worker of a build loads its model once for thousands of pages.
  const [first] = pages;
  if (first === undefined) throw new Error("no pages (png, jpg, tif) in that folder");
  await readWith(worker, first.path);
  for (const page of pages) {
    ours.push(await readWith(worker, page.path));
    for (const [name, run] of others) theirs.get(name)?.push(await run(page));
  }
  process.stdout.write(`${pages.length} pages, model ${model}, Node ${process.version}\n`);
  report("malmoi", ours, ours);
  for (const [name, runs] of theirs) report(name, runs, ours);

  const sentence = "El camino de la casa era largo y la gente no lo tomaba por la noche, que era oscura";
  const pdf = join(folder, "born-digital.pdf");
  writeFileSync(pdf, textPdf(Array.from({ length: 40 }, () => sentence)));
  await repeated(worker, { name: "born-digital page", path: pdf, source: "text-layer", goal: 15 });
  for (const [name, path] of await generateBlanks(folder)) {
    await repeated(worker, { name: `blank page, ${name}`, path, source: "blank", goal: 100 });
  }
  worker.disconnect();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
