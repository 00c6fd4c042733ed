import { InputError } from "@malmoi/core";
import type { LanguageTag, Page } from "@malmoi/schemas";
import { imageTooSmall, isThumbnail } from "../decode/decodeImage.ts";
import { decodePage, decodeSmallPage, type PageLocation, readPdfContent, refuseUndrawn } from "../decode/decodePage.ts";
import type { PageSize } from "../decode/pageImage.ts";
import type { OcrEngine } from "../engine/engine.ts";
import type { LineReader } from "../engine/lineReader.ts";
import { withoutBlackBorder } from "../image/blackBorder.ts";
import { agreesWithOcr } from "../textLayer/agreesWithOcr.ts";
import { judgeTextLayer } from "../textLayer/judgeTextLayer.ts";
import type { EstimateQuality, Identify, ModelFiles } from "./chooseModel.ts";
import { cleaned } from "./cleaned.ts";
import { faintPrint, mayHaveFaintPrint } from "./faintPrint.ts";
import { type Ink, inkFromAfar, isStained, provesBlank } from "./ink.ts";
import { secondReaderFailure } from "./linesLeft.ts";
import { isMadeUp, lettersIn } from "./madeUp.ts";
import { movedBack } from "./movedBack.ts";
import { type PageReading, readUpright } from "./readUpright.ts";

export interface RecognisePageInput extends PageLocation {
  /** The languages the page may be in; one, if it is declared. */
  readonly languages: readonly LanguageTag[];
  /** Files of the models of these languages, by Tesseract's names. */
  readonly models: ModelFiles;
  /** Use a PDF's own text where it can be trusted. */
  readonly textLayer: boolean;
}

export interface RecognisePageDeps {
  readonly engine: OcrEngine;
  /** Reads lines of crops again that the engine is unsure of, if it reads the language's letters. */
  readonly lines?: LineReader;
  readonly identify: Identify;
  readonly quality: EstimateQuality;
}

/**
 * One page from file to text: its text layer if that can be trusted, else proof that it is blank, else recognition.
 * Throws `InputError`: what decoding throws, and NO_TEXT_FOUND if there is ink but no text, or none that
 * is believed; of a picture as small as an icon without text IMAGE_TOO_SMALL. Never returns an empty page that is not proved blank.
 */
export async function recognisePage(input: RecognisePageInput, deps: RecognisePageDeps): Promise<Page> {
  if (input.format !== "pdf" || !input.textLayer) return recogniseImage(input, deps);
  const layer = judgeTextLayer(input.page, await readPdfContent(input));
  if (layer.trust === true) return layer.page;
  const page = await recogniseImage(input, deps);
  // A scan's page has no text of its own, and nothing is to be said of it.
  if (layer.reason === "too-little") return page;
  if (layer.trust === "compare" && agreesWithOcr(layer.page.text, page.text).agrees) {
    return { ...layer.page, steps: [`text layer (${layer.reason}) agrees with what was recognised`] };
  }
  return { ...page, steps: [`text layer left alone (${layer.reason})`, ...page.steps] };
}

async function recogniseImage(input: RecognisePageInput, deps: RecognisePageDeps): Promise<Page> {
  const { page: number } = input;
  const fromAfar = await blankFromAfar(input);
  if (fromAfar !== undefined) return fromAfar;
  const image = await decodePage(input);
  const inside = withoutBlackBorder(image);
  const plain = cleaned(inside?.image ?? image);
  const faint = provesBlank(plain.ink) ? await faintPrint(plain.image, { ...deps, ...input }) : undefined;
  const { image: clean, ink, steps: cleaning } = faint ?? plain;
  if (provesBlank(ink)) {
    if (isThumbnail(image)) throw imageTooSmall(image, number);
    await refuseUndrawn(input);
    return blankPage(number, image, ink);
  }
  const found = await readUpright(clean, ink, { ...deps, ...input });
  const reading = inside === undefined ? found : movedBack(found, inside.toSource);
  const { model, text, blocks, confidence, coverage, steps, secondReader } = reading;
  if (isThumbnail(image) && (isMadeUp(reading, reading.script) || lettersIn(text) < 2)) {
    throw imageTooSmall(image, number);
  }
  if (isMadeUp(reading, reading.script)) {
    if (!isStained(ink)) throw noTextFound(number, ink, reading);
    await refuseUndrawn(input);
    return blankPage(number, image, ink);
  }
  const { name, version } = deps.engine.identity;
  return {
    ...sizeOf(number, image, ink),
    source: "ocr",
    extractor: [`${name} ${version} ${model}`, ...(secondReader === undefined ? [] : [secondReader])].join(", "),
    text,
    confidence,
    coverage,
    steps: [...(inside === undefined ? [] : ["black border cut off"]), ...cleaning, ...steps],
    blocks,
  };
}

/** Blank pages, the cheapest of all, are told by a look from afar; what may be ink there is looked at closely. */
async function blankFromAfar(input: RecognisePageInput): Promise<Page | undefined> {
  const looked = await decodeSmallPage(input);
  if (looked === undefined) return undefined;
  const ink = inkFromAfar(looked.small);
  if (!provesBlank(ink) || mayHaveFaintPrint(looked.small)) return undefined;
  await refuseUndrawn(input);
  return blankPage(input.page, looked.size, ink);
}

function sizeOf(number: number, { width, height, dpi }: PageSize, ink: Ink): Pick<Page, SizeKeys> {
  return { number, width, height, dpi: Math.round(dpi), ink: Math.round(ink.share * 1e6) / 1e6 };
}

type SizeKeys = "number" | "width" | "height" | "dpi" | "ink";

function blankPage(number: number, image: PageSize, ink: Ink): Page {
  const nothing = { extractor: "", text: "", confidence: 0, coverage: 0, steps: [], blocks: [] };
  return { ...sizeOf(number, image, ink), source: "blank", ...nothing };
}

function noTextFound(number: number, ink: Ink, reading: PageReading): InputError {
  const { text, confidence } = reading;
  const percent = (ink.share * 100).toFixed(2);
  const read = text.replaceAll(/\s+/gu, " ").slice(0, 40);
  const found = text === "" ? "" : `, only what looks like "${read}" (confidence ${confidence.toFixed(2)})`;
  const failed = secondReaderFailure(reading);
  const without = failed === undefined ? "" : `; ${failed}`;
  return new InputError(
    `page ${number} is not blank (${percent} % ink), but no text was found on it${found}${without}`,
    {
      code: "NO_TEXT_FOUND",
      hint: "It is probably a picture, handwriting, or in a script that none of the pipeline's languages uses. If it is print, add its language to the pipeline; else nothing need be done.",
    },
  );
}
