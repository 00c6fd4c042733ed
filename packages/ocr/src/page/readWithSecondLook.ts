import { type ScriptCode, SCRIPTS } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine, Recognition } from "../engine/engine.ts";
import { LineReaderFailure } from "../engine/lineReader.ts";
import { isTooLarge } from "../engine/parameters.ts";
import type { Model } from "../engine/models.ts";
import type { Moved } from "../image/moved.ts";
import { coverageOf, passesOverLines } from "./coverage.ts";
import type { Ink } from "./ink.ts";
import { isReadBySize } from "./lineSizes.ts";
import { movedBack } from "./movedBack.ts";
import { usualConfidence } from "./plausibility.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { type ReadLine, readLinesAgain } from "./readLinesAgain.ts";
import { confidenceOf, rereadLines } from "./rereadLines.ts";
import { linesLeft } from "./linesLeft.ts";
import { textOf } from "./textOf.ts";
import { type Variant, variantsOf } from "./variants.ts";

/** What reads single lines that the engine is unsure of. */
export interface SecondReader {
  readonly name: string;
  readonly version: string;
  readonly readLine: ReadLine;
}

/** A recognition, the share of the page's text-sized ink that it accounts for (0-1), and what was done for it. */
export interface Reading extends Recognition {
  readonly coverage: number;
  readonly steps: readonly string[];
  /** Whether lines of a page were passed over (`passesOverLines`). */
  readonly gaps?: boolean;
  /** Name and version of the second reader, if some lines are as it read them. */
  readonly secondReader?: string;
}

/**
 * Below this coverage the page is read again. Well-read book pages lie at 0.9 and above; a Korean page that lost every
 * sixth character lay at 0.8, pages with drawings at 0.5-0.9.
 */
const ENOUGH_COVERAGE = 0.6;

/** And below this share of its script's usual confidence; crops, which cost little, soon. */
const ENOUGH_CONFIDENCE = 0.75;
const ENOUGH_CONFIDENCE_IN_CROP = 0.9;

/** See `isBetter`. */
const CLEARLY = 1.1;
const LEAST_LENGTH = 0.5;

/**
 * On a page with a picture or a pattern, a few words read with nearly the usual confidence are worth more than pages of
 * text made up of the picture, with less than half of it.
 */
const SURE = 0.9;
const SURE_LETTERS = 20;
const MADE_UP = 0.5;

/** The lines that a reading has more than another must not be bought with doubt. */
const AS_SURE = 0.95;

/** What was read of less of the ink than this was made of what is no letter. */
const LEAST_COVERAGE = 0.3;

/** What is read of a crop with less confidence than this is a picture taken for letters. */
const NONSENSE = 0.5;

/**
 * Lines of a crop that are read again by the second reader: those with less confidence than this; those of display type,
 * which the engine complains of, with less than is usual. (80 Indonesian crops: where the engine is surer, the readers
 * are equally good.)
 */
const UNSURE_LINE = 0.8;
const UNSURE_DISPLAY_LINE = 0.9;
/** A crop of one line that the second reader is as sure of as this need not be tried in other ways. */
const SURE_LINE = 0.95;

/**
 * Reads a page, prepared for its script, and a few times more if much of its ink was passed over or the engine is
 * unsure (`variantsOf`), until one reading leaves nothing to complain of. The best is kept (`isBetter`). Boxes are in
 * pixels of `image`.
 */
export async function readWithSecondLook(
  image: PageImage,
  ink: Ink,
  {
    engine,
    lines,
    model,
    script,
  }: {
    readonly engine: OcrEngine;
    /** For crops, if there is one that reads the model's alphabet. */
    readonly lines?: SecondReader | undefined;
    readonly model: Model;
    readonly script: ScriptCode;
  },
): Promise<Reading> {
  const prepared = await prepare(image, ink, script);
  const read = async (
    { name, pageSegmentation }: Omit<Variant, "page">,
    moved: Moved & Partial<Pick<Prepared, "steps">>,
  ): Promise<{ name: string; reading: Reading }> => {
    const whole = await engine.recognise(moved.image, { model, pageSegmentation });
    const { page, mended } = prepared.crop
      ? { page: whole, mended: 0 }
      : await rereadLines(whole, moved.image, { engine, model });
    const found = movedBack(page, moved.toSource);
    const halved = found.scale === undefined ? [] : ["read at half its size, for the engine had failed"];
    const reread = mended === 0 ? [] : [`${mended} lines read again, each by itself`];
    const coverage = coverageOf(ink, found.blocks, image.dpi);
    const gaps = !prepared.crop && passesOverLines(ink, found.blocks, image.dpi);
    return { name, reading: { ...found, coverage, gaps, steps: [...(moved.steps ?? []), ...halved, ...reread] } };
  };
  const usual = prepared.pageSegmentation;
  const first = await read({ name: usual, pageSegmentation: usual }, prepared);
  const why = complaint(first.reading, script, prepared);
  let second = prepared.crop ? lines : undefined;
  let left: string[] = [];
  const byLine = async (reading: Reading, unsure: number): Promise<Reading> => {
    if (second === undefined) return { ...reading, steps: [...reading.steps, ...left] };
    try {
      return await readByLine(reading, image, ink, { lines: second, unsure });
    } catch (error) {
      if (!(error instanceof LineReaderFailure)) throw error;
      left = [linesLeft(second.name, error.message)];
      second = undefined;
      return { ...reading, steps: [...reading.steps, ...left] };
    }
  };
  if (why === undefined) return byLine(first.reading, UNSURE_LINE);
  if (usual === "line") {
    const reading = await byLine(first.reading, UNSURE_DISPLAY_LINE);
    if (reading.confidence >= SURE_LINE && complaint(reading, script, prepared) === undefined) return reading;
  }
  let best = first;
  let times = 1;
  const softened = SCRIPTS[script].soften > 0 && !prepared.crop;
  const sharp = softened ? () => prepare(image, ink, script, { soften: 0 }) : undefined;
  for (const variant of variantsOf(image, prepared, { script, sharp, ink })) {
    // oxlint-disable-next-line no-await-in-loop -- one engine, one page at a time
    const page = await variant.page();
    if (page === undefined || isTooLarge(page.image)) continue;
    // oxlint-disable-next-line no-await-in-loop
    const next = await read(variant, page);
    times += 1;
    // The first must be beaten clearly, but once it is, the surest of the others is the best.
    const clearly = (best === first && !isReadBySize(script)) || !prepared.crop ? CLEARLY : 1;
    if (isBetter(next.reading, best.reading, { crop: prepared.crop, clearly, script })) best = next;
    if (complaint(best.reading, script, prepared) === undefined) break;
  }
  const { name, reading } = best;
  const said = `read ${times} times (${why}), kept ${name}`;
  return byLine({ ...reading, steps: [...reading.steps, said] }, UNSURE_DISPLAY_LINE);
}

/** A crop's reading with its unsure lines read again by the second reader. */
async function readByLine(
  reading: Reading,
  crop: PageImage,
  ink: Ink,
  { lines: { name, version, readLine }, unsure }: { readonly lines: SecondReader; readonly unsure: number },
): Promise<Reading> {
  const passedOver = reading.coverage < ENOUGH_COVERAGE;
  const { blocks, again } = await readLinesAgain(reading.blocks, crop, { readLine, unsure, passedOver });
  if (again === 0) return reading;
  const coverage = coverageOf(ink, blocks, crop.dpi);
  const steps = [...reading.steps, again === 1 ? `a line read by ${name}` : `${again} lines read by ${name}`];
  const read = { blocks, text: textOf(blocks), confidence: confidenceOf(blocks) };
  return { ...reading, ...read, coverage, steps, secondReader: `${name} ${version}` };
}

/**
 * Whether a second reading is to be preferred. It must be better by a clear step, for the first looks for columns and
 * leaves ornaments alone; where the first passed over much ink, by confidence x coverage (confidence alone cannot see
 * what is missing), else by confidence alone (stamps and dirt read as text are ink covered, too). On a page it must not
 * be much shorter; in a crop the picture behind a headline is ink too, and what is read of it long and unsure.
 */
function isBetter(
  second: Reading,
  first: Reading,
  { crop, clearly, script }: { readonly crop: boolean; readonly clearly: number; readonly script: ScriptCode },
): boolean {
  if (first.text === "" || second.text === "") return second.text !== "";
  const usual = usualConfidence(script);
  if (first.gaps === true && second.gaps !== true && second.confidence > first.confidence * AS_SURE) {
    return lettersOf(second) > lettersOf(first);
  }
  const sure = second.confidence > usual * SURE && lettersOf(second) >= SURE_LETTERS;
  if (!crop && sure && first.confidence < usual * MADE_UP) return true;
  const least = crop && first.confidence < NONSENSE ? 0 : LEAST_LENGTH;
  if (lettersOf(second) < lettersOf(first) * least || second.coverage < LEAST_COVERAGE) return false;
  if (!crop && first.coverage < ENOUGH_COVERAGE) return worth(second) > worth(first) * clearly;
  return second.confidence > first.confidence * clearly;
}

/** Wide gaps are spaces in the text, many of them. */
function lettersOf({ text }: Reading): number {
  return text.replaceAll(/\s/gu, "").length;
}

function complaint(
  { text, confidence, coverage, gaps }: Reading,
  script: ScriptCode,
  { crop }: Prepared,
): string | undefined {
  const enough = crop ? ENOUGH_CONFIDENCE_IN_CROP : ENOUGH_CONFIDENCE;
  if (text === "") return "nothing found";
  if (coverage < ENOUGH_COVERAGE) return `coverage ${coverage.toFixed(2)}`;
  if (confidence < enough * usualConfidence(script)) return `confidence ${confidence.toFixed(2)}`;
  return gaps === true ? "lines passed over" : undefined;
}

/** How good a reading is, to be compared with another of the same page; -1 if it has no text. */
export function worth({ text, confidence, coverage }: Omit<Reading, "steps">): number {
  return text === "" ? -1 : confidence * coverage;
}
