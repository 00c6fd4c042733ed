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

/** See `isBetter`. */
const CLEARLY = 1.1;
const LEAST_LENGTH = 0.5;

interface Variant {
  readonly name: string;
  readonly blurred: boolean;
  readonly pageSegmentation: PageSegmentation;
}

/**
 * Reads a page, prepared for its script, and up to twice more if much of its ink was passed over or the engine is
 * unsure: with the other segmentation, and with a light blur. The best is kept (`isBetter`). Boxes are in pixels of
 * `image`.
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
  const { name, reading } = readings.reduce((best, each) => (isBetter(each.reading, best.reading) ? each : best));
  return { ...reading, steps: [...reading.steps, `read ${readings.length} times (${why}), kept ${name}`] };
}

/**
 * Whether a second reading is to be preferred. It must be better by a clear step, for the first looks for columns and
 * leaves ornaments alone; where the first passed over much ink, by confidence x coverage (confidence alone cannot see
 * what is missing), else by confidence alone (stamps and dirt read as text are ink covered, too). And it must not be
 * much shorter: two large wrong letters cover a crop as well as three lines do.
 */
function isBetter(second: Reading, first: Reading): boolean {
  if (first.text === "" || second.text === "") return second.text !== "";
  if (second.text.length < first.text.length * LEAST_LENGTH) return false;
  if (first.coverage < ENOUGH_COVERAGE) return worth(second) > worth(first) * CLEARLY;
  return second.confidence > first.confidence * CLEARLY;
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
