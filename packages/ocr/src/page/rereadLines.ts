import type { Block, Line, Word } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine, Recognition } from "../engine/engine.ts";
import type { Model } from "../engine/models.ts";
import { cut } from "../image/cut.ts";
import { addMargin } from "../image/margin.ts";
import { chained } from "../image/moved.ts";
import { movedBack } from "./movedBack.ts";
import { middle } from "./middle.ts";
import { textOf } from "./textOf.ts";

/** A line this much less sure than its page was cut out wrongly, or is none. */
const UNSURE = 0.8;
/** No more lines of a page are read again than this, the least sure first. */
const MOST_LINES = 12;
/** In middle lines of the page: a line of its text is so high and so long. Stamps and dirt are as unsure, and shorter. */
const HEIGHT = { least: 0.5, most: 1.7 };
const LEAST_WIDTH = 0.8;
/** In heights of the line: what is cut out around it, and the margin in paper around that. */
const AROUND = 0.12;
const MARGIN = 40;
/** What is read again must be surer by this, and not much shorter. */
const CLEARLY = 1.15;
const LEAST_LENGTH = 0.5;

/**
 * A page's recognition with its least sure lines read again, each by itself: the engine follows a line's slope from piece
 * to piece, and where it loses it, a line in the middle of a well-read page comes out as rubbish. Boxes are in pixels of
 * `image`. Also says how many lines are better now.
 */
export async function rereadLines(
  page: Recognition,
  image: PageImage,
  { engine, model }: { readonly engine: OcrEngine; readonly model: Model },
): Promise<{ page: Recognition; mended: number }> {
  const lines = page.blocks.flatMap((block) => block.lines);
  const height = middle(lines.map(({ bbox }) => bbox[3] - bbox[1]));
  const width = middle(lines.map(({ bbox }) => bbox[2] - bbox[0]));
  const unsure = lines
    .filter(({ confidence }) => confidence < UNSURE * page.confidence)
    .filter(({ bbox: [x0, , x1] }) => x1 - x0 >= LEAST_WIDTH * width)
    .filter(({ bbox: [, y0, , y1] }) => y1 - y0 >= HEIGHT.least * height && y1 - y0 <= HEIGHT.most * height)
    .toSorted((a, b) => a.confidence - b.confidence)
    .slice(0, MOST_LINES);
  const better = new Map<Line, Line>();
  for (const line of unsure) {
    // oxlint-disable-next-line no-await-in-loop -- one engine, one line at a time
    const again = await readAlone(line, image, { engine, model });
    if (isBetter(again, line)) better.set(line, again);
  }
  if (better.size === 0) return { page, mended: 0 };
  const blocks = page.blocks.map((block) => ({ ...block, lines: block.lines.map((line) => better.get(line) ?? line) }));
  return { page: { ...page, blocks, text: textOf(blocks), confidence: confidenceOf(blocks) }, mended: better.size };
}

async function readAlone(
  line: Line,
  image: PageImage,
  { engine, model }: { readonly engine: OcrEngine; readonly model: Model },
): Promise<Line> {
  const [x0, y0, x1, y1] = line.bbox;
  const around = Math.max(2, Math.round((y1 - y0) * AROUND));
  const strip = cut(image, [x0 - around, y0 - around, x1 + around, y1 + around]);
  const alone = chained(strip, addMargin(strip.image, MARGIN));
  const found = movedBack(await engine.recognise(alone.image, { model, pageSegmentation: "line" }), alone.toSource);
  const lines = found.blocks.flatMap((block) => block.lines);
  const words = lines.flatMap((each) => each.words);
  return { text: lines.map(({ text }) => text).join(" "), bbox: line.bbox, confidence: found.confidence, words };
}

function isBetter(again: Line, line: Line): boolean {
  return again.confidence > CLEARLY * line.confidence && again.text.length >= LEAST_LENGTH * line.text.length;
}

/** As the engine gives it: the mean of the words', by their length, to 4 digits. */
export function confidenceOf(blocks: readonly Block[]): number {
  const words = blocks.flatMap(({ lines }) => lines.flatMap((line): readonly Word[] => line.words));
  const length = words.reduce((sum, { text }) => sum + text.length, 0);
  const sure = words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
  return length === 0 ? 0 : Math.round((sure / length) * 10_000) / 10_000;
}
