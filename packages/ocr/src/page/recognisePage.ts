import { InputError } from "@malmoi/core";
import type { LanguageTag, Page } from "@malmoi/schemas";
import { decodePage, type PageLocation, readPdfContent, refuseUndrawn } from "../decode/decodePage.ts";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine } from "../engine/engine.ts";
import { chooseModel, type Identify, type ModelFiles } from "./chooseModel.ts";
import { type Ink, inkOf, isStained, provesBlank } from "./ink.ts";
import { readTextLayer } from "./readTextLayer.ts";
import { readWithSecondLook } from "./readWithSecondLook.ts";

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
  readonly identify: Identify;
}

/**
 * One page from file to text: its text layer if that can be trusted, else proof that it is blank, else recognition.
 * Throws `InputError`: what decoding throws, and NO_TEXT_FOUND if there is ink but no text. Never returns an empty
 * page that is not proved blank.
 */
export async function recognisePage(input: RecognisePageInput, { engine, identify }: RecognisePageDeps): Promise<Page> {
  const { format, page: number, languages, models } = input;
  if (format === "pdf" && input.textLayer) {
    const page = readTextLayer(number, await readPdfContent(input));
    if (page !== undefined) return page;
  }
  const image = await decodePage(input);
  const ink = inkOf(image);
  if (provesBlank(ink)) {
    await refuseUndrawn(input);
    return blankPage(number, image, ink);
  }
  const model = await chooseModel(image, ink, { engine, identify, languages, models });
  const { text, blocks, confidence, coverage } = await readWithSecondLook(image, ink, { engine, model });
  if (text === "") {
    if (!isStained(ink)) throw noTextFound(number, ink);
    await refuseUndrawn(input);
    return blankPage(number, image, ink);
  }
  const { name, version } = engine.identity;
  return {
    ...sizeOf(number, image, ink),
    source: "ocr",
    extractor: `${name} ${version} ${model.name}`,
    text,
    confidence,
    coverage,
    blocks,
  };
}

function sizeOf(number: number, { width, height, dpi }: PageImage, ink: Ink): Pick<Page, SizeKeys> {
  return { number, width, height, dpi: Math.round(dpi), ink: Math.round(ink.share * 1e6) / 1e6 };
}

type SizeKeys = "number" | "width" | "height" | "dpi" | "ink";

function blankPage(number: number, image: PageImage, ink: Ink): Page {
  const nothing = { extractor: "", text: "", confidence: 0, coverage: 0, blocks: [] };
  return { ...sizeOf(number, image, ink), source: "blank", ...nothing };
}

function noTextFound(number: number, ink: Ink): InputError {
  const percent = (ink.share * 100).toFixed(2);
  return new InputError(`page ${number} is not blank (${percent} % ink), but no text was found on it`, {
    code: "NO_TEXT_FOUND",
    hint: "It is probably a picture, handwriting, or in a script that none of the pipeline's languages uses. If it is print, add its language to the pipeline; else nothing need be done.",
  });
}
