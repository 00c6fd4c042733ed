import { type Block, findLanguage, type Language, SCRIPTS, type ScriptCode } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine } from "../engine/engine.ts";
import type { LineReader } from "../engine/lineReader.ts";
import type { Model } from "../engine/models.ts";
import { alphabetOf } from "../engine/traineddata.ts";
import { wordListOf } from "../engine/wordList.ts";
import { cut } from "../image/cut.ts";
import { findDoublePage } from "../image/doublePage.ts";
import { chained, type Moved, still } from "../image/moved.ts";
import { findUpright, lineAxis } from "../image/orientation.ts";
import { repairBlocks } from "../repair/repairBlocks.ts";
import { chooseModel, type ChooseModelOptions, probeModels } from "./chooseModel.ts";
import { repairCommaShapes } from "../shapes/commaShapes.ts";
import { coverageOf } from "./coverage.ts";
import { densestStrip } from "./densestStrip.ts";
import { type Ink, inkOf } from "./ink.ts";
import { leaveOutNoise } from "./leaveOutNoise.ts";
import { leaveOutSpecks } from "./leaveOutSpecks.ts";
import { repairLetterShapes } from "../shapes/letterShapes.ts";
import { wholeLineNumbers } from "../shapes/lineNumbers.ts";
import { isMadeUp } from "./madeUp.ts";
import { movedBack } from "./movedBack.ts";
import { sureness, usualConfidence } from "./plausibility.ts";
import { rejoinRows } from "./rejoinRows.ts";
import { type Reading, readWithSecondLook, type SecondReader, worth } from "./readWithSecondLook.ts";
import { textOf } from "./textOf.ts";

type Habits = Pick<Language, "script" | "stopWords">;

/** A page's text, and the name of the model that read it. Boxes are in pixels of the page as it was decoded. */
export interface PageReading extends Reading {
  readonly model: string;
  /** Of the language that it was read in. */
  readonly script: ScriptCode;
}

/**
 * Below this share of its script's usual confidence a page may stand on its head: upside down, pages of five scripts
 * read with 0.2-0.5 of it. The Thai model believes in gibberish: what counts is how much surer it is than of that.
 */
const DOUBTFUL = 0.65;
const DOUBTFUL_BEYOND_GIBBERISH = 0.3;

/**
 * Reads a page whichever way it lies: a page whose lines run downwards is turned first, a page that makes no sense is
 * tried upside down. Spreads are read page by page.
 */
export async function readUpright(image: PageImage, ink: Ink, options: ChooseModelOptions): Promise<PageReading> {
  const upright = (axis: "horizontal" | "vertical" | undefined): ReturnType<typeof findUpright> =>
    findUpright(image, axis, {
      strip: (page) => densestStrip(page, inkOf(page)),
      probe: async (strip) => (await probeModels(strip, options)).score,
    });
  const axis = lineAxis(ink);
  const turned = axis === "vertical" ? await upright(axis) : undefined;
  const first = await readTurned(turned ?? still(image), ink, options, turned?.quarters ?? 0);
  if (axis === "vertical" || !isDoubtful(first)) return first;
  const other = await upright(axis);
  if (other.quarters === 0) return first;
  const second = await readTurned(other, ink, options, other.quarters);
  return !isMadeUp(second, second.script) && worth(second) > worth(first) ? second : first;
}

function isDoubtful({ script, text, confidence }: PageReading): boolean {
  const beyond = sureness(confidence, script);
  return text === "" || confidence < DOUBTFUL * usualConfidence(script) || beyond < DOUBTFUL_BEYOND_GIBBERISH;
}

async function readTurned(
  turned: Moved,
  ink: Ink,
  options: ChooseModelOptions,
  quarters: number,
): Promise<PageReading> {
  const { image } = turned;
  const uprightInk = quarters === 0 ? ink : inkOf(image);
  const model = await chooseModel(image, uprightInk, options);
  const script = scriptOf(model.name, options);
  const lines = await lineReaderFor(model, script, options.lines);
  const halves = findDoublePage(uprightInk, image, SCRIPTS[script].direction);
  const readings: Reading[] = [];
  for (const half of halves ?? [undefined]) {
    const part = half === undefined ? turned : chained(turned, cut(image, half));
    const partInk = half === undefined ? uprightInk : inkOf(part.image);
    // oxlint-disable-next-line no-await-in-loop -- one engine, one page at a time
    const reading = await readWithSecondLook(part.image, partInk, { engine: options.engine, lines, model, script });
    const rows = rejoinRows(reading.blocks, SCRIPTS[script].direction);
    // oxlint-disable-next-line no-await-in-loop
    const blocks = await closerLook(rows, part.image, partInk, { ...options, model, script });
    readings.push(movedBack({ ...reading, blocks }, part.toSource));
  }
  const steps = [
    ...(quarters === 0 ? [] : [`turned by ${quarters * 90} degrees`]),
    ...(halves === undefined ? [] : ["read as two pages"]),
  ];
  const whole = await joined(readings, ink, turned, { steps, model, language: languageOf(model.name, options) });
  return { ...whole, model: model.name, script };
}

/** The reader of single lines in the model's alphabet, if it reads that. */
async function lineReaderFor(
  model: Model,
  script: ScriptCode,
  reader: LineReader | undefined,
): Promise<SecondReader | undefined> {
  if (reader === undefined || script !== "Latn") return undefined;
  const alphabet = await alphabetOf(model);
  if (!reader.reads(alphabet)) return undefined;
  return { ...reader.identity, readLine: (line) => reader.read(line, alphabet) };
}

/** What the models get wrong at the size that they read best, or where lines bend, by the page itself. */
async function closerLook(
  blocks: readonly Block[],
  image: PageImage,
  ink: Ink,
  { engine, model, script }: { readonly engine: OcrEngine; readonly model: Model; readonly script: ScriptCode },
): Promise<Block[]> {
  if (script === "Latn" || script === "Cyrl") return repairLetterShapes(blocks, image);
  if (script !== "Arab") return [...blocks];
  return wholeLineNumbers(repairCommaShapes(blocks, image, ink), image, { ink, engine, model });
}

async function joined(
  readings: readonly Reading[],
  ink: Ink,
  { image }: Moved,
  { steps, model, language }: { readonly steps: readonly string[]; readonly model: Model; readonly language: Habits },
): Promise<Reading> {
  const { script } = language;
  const length = (each: Reading): number => each.text.length;
  const total = readings.reduce((sum, each) => sum + length(each), 0);
  const confidence = readings.reduce((sum, each) => sum + each.confidence * length(each), 0) / Math.max(1, total);
  const found = readings.flatMap((each) => each.blocks);
  const secondReader = readings.find((each) => each.secondReader !== undefined)?.secondReader;
  const known = await wordListOf(model);
  const { blocks: clean, leftOut: specks } = leaveOutSpecks(found, script);
  const { blocks: kept, leftOut } = leaveOutNoise(clean, confidence, { script, known });
  const { blocks, steps: repairs } = repairBlocks(kept, { language, model: model.name, known });
  const noise = [
    ...(specks === 0 ? [] : [`left out ${specks} specks that were read as letters`]),
    ...(leftOut === 0 ? [] : [`left out ${leftOut} lines that are no print`]),
  ];
  return {
    text: textOf(blocks),
    blocks,
    confidence: Math.round(confidence * 10_000) / 10_000,
    coverage: coverageOf(ink, blocks, image.dpi),
    steps: [...steps, ...readings.flatMap((each) => each.steps), ...noise, ...repairs],
    ...(secondReader === undefined ? {} : { secondReader }),
  };
}

function scriptOf(model: string, options: ChooseModelOptions): ScriptCode {
  return languageOf(model, options).script;
}

/** The first of the page's languages that this model reads. */
function languageOf(model: string, { languages }: ChooseModelOptions): Habits {
  const language = languages.map((tag) => findLanguage(tag)).find((each) => each?.tesseract === model);
  return language ?? { script: "Latn", stopWords: [] };
}
