import type { ScriptCode } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine, PageSegmentation, Recognition } from "../engine/engine.ts";
import type { Model } from "../engine/models.ts";
import { blur } from "../image/blur.ts";
import { coverageOf } from "./coverage.ts";
import type { Ink } from "./ink.ts";
import { movedBack } from "./movedBack.ts";
import { usualConfidence } from "./plausibility.ts";
import { prepare } from "./prepare.ts";

/** A recognition, the share of the page's text-sized ink that it accounts for (0-1), and what was done for it. */
export interface Reading extends Recognition {
  readonly coverage: number;
  readonly steps: readonly string[];
}

/**
 * Below this coverage the page is read again. Well-read book pages lie at 0.9 and above; a Korean page that lost every
 * sixth character lay at 0.8, pages with drawings at 0.5-0.9.
 */
const ENOUGH_COVERAGE = 0.6;

/** And below this share of its script's usual confidence. */
const ENOUGH_CONFIDENCE = 0.75;

/** Soft edges for letters that were cut out too sharply: the deviation that helped most in four scripts. */
const BLUR = 0.8;

/** A reading of less than half the text of another found two large "letters" where the other found lines. */
const HALF = 0.5;

interface Variant {
  readonly name: string;
  readonly blurred: boolean;
  readonly pageSegmentation: PageSegmentation;
}

/**
 * Reads a page, prepared for its script, and up to twice more if much of its ink was passed over or the engine is
 * unsure: with the other segmentation, and with a light blur. The best is that with the highest confidence x coverage
 * (confidence alone cannot see what is missing) that is not much shorter than the others. Boxes are in pixels of `image`.
 */
export async function readWithSecondLook(
  image: PageImage,
  ink: Ink,
  { engine, model, script }: { readonly engine: OcrEngine; readonly model: Model; readonly script: ScriptCode },
): Promise<Reading> {
  const prepared = await prepare(image, ink, script);
  const read = async ({ blurred, pageSegmentation }: Variant): Promise<Reading> => {
    const pixels = blurred ? await blur(prepared.image, BLUR) : prepared.image;
    const found = movedBack(await engine.recognise(pixels, { model, pageSegmentation }), prepared.toSource);
    const halved = found.scale === undefined ? [] : ["read at half its size, for the engine had failed"];
    return {
      ...found,
      coverage: coverageOf(ink, found.blocks, image.dpi),
      steps: [...prepared.steps, ...halved],
    };
  };
  const usual = prepared.pageSegmentation;
  const other = usual === "auto" ? "block" : "auto";
  const first = await read({ name: usual, blurred: false, pageSegmentation: usual });
  const why = complaint(first, script);
  if (why === undefined) return first;
  const variants: Variant[] = [
    { name: other, blurred: false, pageSegmentation: other },
    { name: `${usual}, blurred`, blurred: true, pageSegmentation: usual },
  ];
  const readings = [{ name: usual as string, reading: first }];
  // oxlint-disable-next-line no-await-in-loop -- one engine, one page at a time
  for (const variant of variants) readings.push({ name: variant.name, reading: await read(variant) });
  const longest = Math.max(...readings.map(({ reading }) => reading.text.length));
  const values = readings.map(({ reading }) => worth(reading) * Math.min(1, reading.text.length / (longest * HALF)));
  const { name, reading } = readings[values.indexOf(Math.max(...values))] ?? { name: usual, reading: first };
  return { ...reading, steps: [...reading.steps, `read ${readings.length} times (${why}), kept ${name}`] };
}

function complaint({ text, confidence, coverage }: Reading, script: ScriptCode): string | undefined {
  if (text === "") return "nothing found";
  if (coverage < ENOUGH_COVERAGE) return `coverage ${coverage.toFixed(2)}`;
  if (confidence < ENOUGH_CONFIDENCE * usualConfidence(script)) return `confidence ${confidence.toFixed(2)}`;
  return undefined;
}

/** How good a reading is, to be compared with another of the same page; -1 if it has no text. */
export function worth({ text, confidence, coverage }: Omit<Reading, "steps">): number {
  return text === "" ? -1 : confidence * coverage;
}
