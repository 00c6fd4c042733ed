import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine, PageSegmentation, Recognition } from "../engine/engine.ts";
import type { Model } from "../engine/models.ts";
import { coverageOf } from "./coverage.ts";
import type { Ink } from "./ink.ts";

/** A recognition and the share of the page's text-sized ink that it accounts for, 0-1. */
export interface Reading extends Recognition {
  readonly coverage: number;
}

/**
 * Below this coverage the page is read a second time, as one block. Well-read book pages lie at 0.9 and above; a
 * Korean page that lost every sixth character lay at 0.8, pages with drawings at 0.5-0.9.
 */
const ENOUGH_COVERAGE = 0.6;

/**
 * Reads a page, and once more as a single block if much of its ink was passed over. The better one is that with the
 * higher confidence x coverage: confidence alone cannot see what is missing.
 */
export async function readWithSecondLook(
  image: PageImage,
  ink: Ink,
  { engine, model }: { readonly engine: OcrEngine; readonly model: Model },
): Promise<Reading> {
  const read = async (pageSegmentation: PageSegmentation): Promise<Reading> => {
    const recognition = await engine.recognise(image, { model, pageSegmentation });
    return { ...recognition, coverage: coverageOf(ink, recognition.blocks, image.dpi) };
  };
  const first = await read("auto");
  if (first.text !== "" && first.coverage >= ENOUGH_COVERAGE) return first;
  const second = await read("block");
  return worth(second) > worth(first) ? second : first;
}

function worth({ text, confidence, coverage }: Reading): number {
  return text === "" ? -1 : confidence * coverage;
}
