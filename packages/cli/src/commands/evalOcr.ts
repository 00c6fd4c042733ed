import { basename, resolve } from "node:path";
import { closeEngine, type PageScore, readGoldSet, scoreSet, type ScoreSummary, summarise } from "@malmoi/ocr";
import { findLanguage, type Language } from "@malmoi/schemas";
import { z } from "zod";
import { EXIT } from "../terminal/exitCodes.ts";
import { count, percent, table } from "../terminal/format.ts";
import { parseOptions } from "./build.ts";
import { checkLanguages, readScan } from "./readScan.ts";

const Options = z.object({
  language: z.string().optional(),
  models: z.string().optional(),
  pages: z.boolean().default(false),
  json: z.boolean().default(false),
});

interface SetScore extends ScoreSummary {
  readonly language: string;
  readonly secondsPerPage: number;
  readonly failed: number;
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

function setScore(language: string, pages: readonly PageScore[]): SetScore {
  const { cer, wer, median, pages: number } = summarise(pages);
  const seconds = pages.reduce((sum, page) => sum + page.seconds, 0);
  return {
    language,
    cer: round(cer),
    wer: round(wer),
    median: round(median),
    pages: number,
    secondsPerPage: round(seconds / Math.max(1, number)),
    failed: pages.filter(({ error }) => error !== undefined).length,
  };
}

function row(name: string, { language, cer, wer, median, pages, secondsPerPage, failed }: SetScore): string[] {
  const cells = [name, language, count(pages), percent(cer), percent(median), percent(wer), secondsPerPage.toFixed(2)];
  return [...cells, failed === 0 ? "" : `${failed} could not be read`];
}

function pageRows(pages: readonly PageScore[]): string[][] {
  return pages
    .toSorted((a, b) => b.edits - a.edits)
    .map(({ page, cer, wer, confidence, seconds, error }) => [
      page,
      percent(cer),
      percent(wer),
      percent(confidence),
      `${seconds.toFixed(1)} s`,
      error === undefined ? "" : `${error.code}: ${error.message}`,
    ]);
}

/** All pages of a file as one text, with the mean confidence and the time it took. */
async function recognise(
  path: string,
  language: Language,
  models: string | undefined,
): Promise<{ text: string; confidence: number; seconds: number }> {
  const start = performance.now();
  const texts: string[] = [];
  let confidence = 0;
  for await (const page of readScan(path, { languages: [language.tag], models, textLayer: true })) {
    texts.push(page.text);
    confidence += page.confidence;
  }
  const seconds = (performance.now() - start) / 1_000;
  return { text: texts.join("\n\n"), confidence: confidence / Math.max(1, texts.length), seconds };
}

/** `malmoi eval ocr`. Returns the exit code. */
export async function evalOcrCommand(folders: readonly string[], rawOptions: unknown): Promise<number> {
  const options = parseOptions(Options, rawOptions);
  const [tag] = options.language === undefined ? [] : checkLanguages([options.language]);
  const declared = tag === undefined ? undefined : findLanguage(tag);
  const all: PageScore[] = [];
  const sets: Record<string, SetScore> = {};
  try {
    for (const folder of folders) {
      const set = await readGoldSet(folder, { language: declared });
      const pages: PageScore[] = [];
      for await (const page of scoreSet(set, (path, language) => recognise(path, language, options.models))) {
        pages.push(page);
        if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${folder} ${pages.length}/${set.pages.length}`);
      }
      if (process.stderr.isTTY) process.stderr.write("\r\u001B[K");
      const name = basename(resolve(folder));
      sets[name] = setScore(set.language.tag, pages);
      all.push(...pages);
      if (options.pages && !options.json) process.stdout.write(`${name}\n${table(pageRows(pages))}\n\n`);
    }
  } finally {
    await closeEngine();
  }
  const total = setScore("", all);
  if (options.json) {
    const { cer, wer, pages } = total;
    process.stdout.write(`${JSON.stringify({ total: { cer, wer, pages }, sets })}\n`);
    return EXIT.complete;
  }
  const head = ["set", "language", "pages", "CER", "median", "WER", "s/page", ""];
  const rows = Object.entries(sets).map(([name, score]) => row(name, score));
  if (rows.length > 1) rows.push(row("total", total));
  process.stdout.write(`${table([head, ...rows], { indent: "" })}\n`);
  return EXIT.complete;
}
