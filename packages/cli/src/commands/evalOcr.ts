import { errorRate, readGoldSet, type PageScore, scoreSet, summarise } from "@malmoi/ocr";
import { MalmoiError, toErrorRecord } from "@malmoi/core";
import {
  ENGINE_NAMES,
  type EngineName,
  type ErrorRecord,
  findLanguage,
  type Language,
  type Page,
} from "@malmoi/schemas";
import { z } from "zod";
import { physicalCores } from "../build/physicalCores.ts";
import { evalProgress } from "../evalReport/evalProgress.ts";
import type { MeasuredPage, MeasuredSet } from "../evalReport/measured.ts";
import { setNames } from "../evalReport/setNames.ts";
import { writeEvalReport } from "../evalReport/writeEvalReport.ts";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, percent, table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";
import { checkLanguages, closeReader, readScan } from "./readScan.ts";

const Options = z.object({
  language: z.string().optional(),
  models: z.string().optional(),
  engine: z.enum(ENGINE_NAMES).optional(),
  pages: z.boolean().default(false),
  report: z.string().optional(),
  json: z.boolean().default(false),
});

/** Worst pages shown in a report: enough to see what goes wrong, and a file that can be sent by mail. */
const SHOWN = 20;

/** Six decimals: the same figures on every machine. */
function rounded<T extends object>(figures: T): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1e6) / 1e6]));
}

function row(name: string, language: string, pages: readonly PageScore[]): string[] {
  const score = summarise(pages);
  const rates = [score.cer, score.median, score.cerClusters, score.cerAnyOrder, score.wer, score.werAnyOrder];
  const shares = [score.confidence, score.coverage];
  const cells = [name, language, count(score.pages), ...[...rates, ...shares].map(percent)];
  return [...cells, score.secondsPerPage.toFixed(2), score.failed === 0 ? "" : `${score.failed} could not be read`];
}

const HEAD = ["set", "language", "pages", "CER", "median", "clusters", "any order", "WER", "any order", "confidence"];
const REST = ["coverage", "s/page", ""];

const PAGE_HEAD = ["page", "CER", "clusters", "any order", "WER", "any order", "confidence", "coverage", "time", ""];

function pageRows(pages: readonly PageScore[]): string[][] {
  return pages
    .toSorted((a, b) => b.characters.edits - a.characters.edits)
    .map(({ page, characters, clusters, flexible, words, bagOfWords, confidence, coverage, seconds, error }) => [
      page,
      ...[characters, clusters, flexible, words, bagOfWords].map((counted) => percent(errorRate(counted))),
      percent(confidence),
      percent(coverage),
      `${seconds.toFixed(1)} s`,
      error === undefined ? "" : `${error.code}: ${error.message}`,
    ]);
}

interface Reading {
  readonly text: string;
  readonly confidence: number;
  readonly coverage: number;
  readonly seconds: number;
  readonly pages: readonly Page[];
}

/** All pages of a file as one text, with their mean confidence and coverage and the time it took. */
async function recognise(
  path: string,
  language: Language,
  { models, engine }: { readonly models?: string | undefined; readonly engine?: EngineName | undefined },
): Promise<Reading> {
  const start = performance.now();
  const pages: Page[] = [];
  for await (const page of readScan(path, { languages: [language.tag], models, engine, textLayer: true }))
    pages.push(page);
  const mean = (valueOf: (page: Page) => number): number =>
    pages.reduce((sum, page) => sum + valueOf(page), 0) / Math.max(1, pages.length);
  return {
    text: pages.map(({ text }) => text).join("\n\n"),
    confidence: mean(({ confidence }) => confidence),
    coverage: mean(({ coverage }) => coverage),
    seconds: (performance.now() - start) / 1_000,
    pages,
  };
}

/** The pages with most errors, the worst first; what errors there are on the others weighs less. */
function worst(pages: readonly MeasuredPage[]): MeasuredPage[] {
  return pages
    .filter(({ score }) => score.characters.edits > 0 || score.error !== undefined)
    .toSorted((a, b) => b.score.characters.edits - a.score.characters.edits)
    .slice(0, SHOWN);
}

interface Measurement {
  readonly sets: readonly MeasuredSet[];
  readonly worst: readonly MeasuredPage[];
}

async function measure(
  folders: readonly string[],
  language: Language | undefined,
  options: z.infer<typeof Options>,
): Promise<Measurement> {
  const names = setNames(folders);
  const golds = [];
  for (const [index, folder] of folders.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- a mistake in any set shows before the first page is recognised
    golds.push({ name: names[index] ?? folder, gold: await readGoldSet(folder, { language }) });
  }
  const total = golds.reduce((sum, { gold }) => sum + gold.pages.length, 0);
  const progress = evalProgress(process.stderr, total);
  const sets: MeasuredSet[] = [];
  let shown: MeasuredPage[] = [];
  for (const { name, gold } of golds) {
    const readings = new Map<string, readonly Page[]>();
    const read = async (path: string, tongue: Language): Promise<Reading> => {
      const reading = await recognise(path, tongue, options);
      readings.set(path, reading.pages);
      return reading;
    };
    const pages: PageScore[] = [];
    let refused: ErrorRecord | undefined;
    try {
      // oxlint-disable-next-line no-await-in-loop -- sets one after the other; pages are read side by side
      for await (const score of scoreSet(gold, read, { atOnce: physicalCores() })) {
        const page = gold.pages[pages.length];
        pages.push(score);
        if (page === undefined) continue;
        shown = worst([
          ...shown,
          { set: name, gold: page, language: gold.language, score, pages: readings.get(page.image) ?? [] },
        ]);
        readings.delete(page.image);
        progress.page(name, score);
      }
    } catch (error) {
      // A set whose model is missing is named with its remedy; the others are still worth measuring.
      if (!(error instanceof MalmoiError) || error.code !== "MODEL_MISSING") throw error;
      refused = toErrorRecord(error);
      progress.skip(name, refused, gold.pages.length - pages.length);
    }
    sets.push({
      name,
      language: gold.language,
      pages,
      unpaired: gold.unpaired,
      ...(refused === undefined ? {} : { refused }),
    });
  }
  progress.done();
  return { sets, worst: shown };
}

function printTables(sets: readonly MeasuredSet[], withPages: boolean): void {
  if (withPages) {
    for (const { name, pages } of sets) {
      process.stdout.write(`${name}\n${table([PAGE_HEAD, ...pageRows(pages)])}\n\n`);
    }
  }
  const measured = sets.filter(({ refused }) => refused === undefined);
  const rows = measured.map(({ name, language, pages }) => row(name, language.tag, pages));
  if (rows.length > 1)
    rows.push(
      row(
        "total",
        "",
        measured.flatMap(({ pages }) => pages),
      ),
    );
  if (rows.length > 0) process.stdout.write(`${table([[...HEAD, ...REST], ...rows], { indent: "" })}\n`);
}

function jsonOf(sets: readonly MeasuredSet[], withPages: boolean): object {
  const pagesOf = (pages: readonly PageScore[]): object => (withPages ? { scores: pages } : {});
  const { cer, wer, pages: number } = summarise(sets.flatMap(({ pages }) => pages));
  return {
    total: rounded({ cer, wer, pages: number }),
    sets: Object.fromEntries(
      sets.map(({ name, language, pages, refused }) => [
        name,
        refused === undefined
          ? { language: language.tag, ...rounded(summarise(pages)), ...pagesOf(pages) }
          : { language: language.tag, error: refused },
      ]),
    ),
  };
}

/**
 * `malmoi eval ocr`. A page that cannot be read counts as empty text and is named; a set whose model is missing is named
 * and makes the exit code that of a mistake to be put right. Returns the exit code.
 */
export async function evalOcrCommand(folders: readonly string[], rawOptions: unknown): Promise<number> {
  const options = parseOptions(Options, rawOptions);
  const [tag] = options.language === undefined ? [] : checkLanguages([options.language]);
  let measurement: Measurement;
  try {
    measurement = await measure(folders, tag === undefined ? undefined : findLanguage(tag), options);
  } finally {
    await closeReader();
  }
  const { sets } = measurement;
  if (options.json) process.stdout.write(`${JSON.stringify(jsonOf(sets, options.pages))}\n`);
  else printTables(sets, options.pages);
  if (options.report !== undefined) {
    await writeEvalReport(options.report, measurement);
    process.stderr.write(`Report: ${options.report}\n`);
  }
  return sets.some(({ refused }) => refused !== undefined) ? EXIT.config : EXIT.complete;
}
