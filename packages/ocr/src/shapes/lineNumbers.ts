import type { Block, BoundingBox, Line } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { OcrEngine } from "../engine/engine.ts";
import type { Model } from "../engine/models.ts";
import { cut } from "../image/cut.ts";
import { addMargin } from "../image/margin.ts";
import { scale } from "../image/scale.ts";
import { textSize } from "../image/textSize.ts";
import type { Ink } from "../page/ink.ts";
import { type Extent, heightOf, piecesIn, union, widthOf } from "./pieces.ts";

/** A line that begins with one digit of Arabic script, and what follows it. */
const ONE_DIGIT = /^([٠-٩۰-۹])(?![٠-٩۰-۹0-9])(\s*[^\s\p{L}])?/u;
const A_DIGIT = /^[٠-٩۰-۹]$/u;

/** All that follows is in heights of a letter. Digits of one number stand nearer to each other than this, */
const NEAREST_WORD = 0.35;
/** and are no wider; a strip of so much is looked at, and no number is longer. */
const WIDEST_DIGIT = 1;
const STRIP = 6;
const AROUND = 0.2;
const LONGEST_NUMBER = 4;

/** In heights of the first digit: a dot is lower than the first, and a digit higher than the second; zero is a dot. */
const DOT = 0.45;
const DIGIT = 0.7;
/** A dot is hardly wider than high; a hyphen is. */
const ROUND = 1.4;
/** Where the middle of a zero stands from the top of the first digit, and a full stop below it. */
const ZERO = { from: 0.2, to: 0.7 };

/** The size at which digits are read, in pixels, and the margin around one. */
const READ_AT = 16;
const MARGIN = 10;

/** A page of so many digits to be read is a table, which is left alone. */
const MOST_DIGITS = 60;

/**
 * Numbers at the beginning of lines, whole. Of a number of several digits that a line from right to left begins with, the
 * models of Arabic script give only the last ("۱۴." is "۴", a page's head "۲۷۶" is "۶"), whatever the size. Where such
 * a line begins with one digit, more ink that may be digits is looked for to the left of it and read piece by piece:
 * alone, digits are read well. Boxes are in pixels of `image`, whose ink is given.
 */
export async function wholeLineNumbers(
  blocks: readonly Block[],
  image: PageImage,
  { ink, engine, model }: { readonly ink: Ink; readonly engine: OcrEngine; readonly model: Model },
): Promise<Block[]> {
  const letter = textSize(ink)?.letter;
  const lines = blocks.flatMap((block) => block.lines).filter(({ text }) => ONE_DIGIT.test(text));
  if (letter === undefined || lines.length === 0 || lines.length > MOST_DIGITS) return [...blocks];
  const whole = new Map<Line, Line>();
  for (const line of lines) {
    // oxlint-disable-next-line no-await-in-loop -- one engine, one piece at a time
    whole.set(line, await wholeNumber(line, image, { letter, engine, model }));
  }
  return blocks.map((block) => ({ ...block, lines: block.lines.map((line) => whole.get(line) ?? line) }));
}

async function wholeNumber(
  line: Line,
  image: PageImage,
  { letter, engine, model }: { readonly letter: number; readonly engine: OcrEngine; readonly model: Model },
): Promise<Line> {
  const [, digit = "", mark] = ONE_DIGIT.exec(line.text) ?? [];
  const [first, ...rest] = line.words;
  if (first === undefined || !first.text.startsWith(digit)) return line;
  const strip = stripOf(first.bbox, letter);
  const [one, ...others] = runsIn(strip, image);
  if (one === undefined) return line;
  let number = digit;
  let left = one;
  let stop = "";
  for (const [i, run] of others.slice(0, LONGEST_NUMBER).entries()) {
    if (left.x0 - run.x1 > NEAREST_WORD * letter || widthOf(run) > WIDEST_DIGIT * letter) break;
    const kind = kindOf(run, one);
    if (kind === "stop") stop = mark === undefined ? "." : "";
    if (kind === "stop" || kind === "other" || number.length === LONGEST_NUMBER) break;
    // oxlint-disable-next-line no-await-in-loop
    const read =
      kind === "zero"
        ? zeroLike(digit)
        : await readAlone([run.x0, strip[1], run.x1, strip[3]], image, { letter, engine, model });
    if (!A_DIGIT.test(read) || isAlef(read, left, run, others[i + 1], one)) break;
    number = `${read}${number}`;
    left = run;
  }
  if (number === digit) return line;
  const bbox: BoundingBox = [Math.min(first.bbox[0], left.x0), first.bbox[1], first.bbox[2], first.bbox[3]];
  const mended = (text: string): string => `${number}${stop}${text.slice(digit.length)}`;
  return { ...line, text: mended(line.text), words: [{ ...first, text: mended(first.text), bbox }, ...rest] };
}

/** What is looked at about the beginning of a line. */
function stripOf([, y0, x1, y1]: BoundingBox, letter: number): BoundingBox {
  const around = AROUND * letter;
  return [x1 - STRIP * letter, y0 - around, x1 + around, y1 + around];
}

/** Pieces of ink in columns of their own, from the right. */
function runsIn(strip: BoundingBox, image: PageImage): Extent[] {
  const runs: Extent[] = [];
  for (const piece of piecesIn(image, strip).toSorted((a, b) => b.x1 - a.x1)) {
    const last = runs.at(-1);
    if (last === undefined || piece.x1 <= last.x0) runs.push(piece);
    else runs[runs.length - 1] = union(last, piece);
  }
  return runs;
}

function kindOf(run: Extent, first: Extent): "digit" | "zero" | "stop" | "other" {
  const unit = heightOf(first);
  const high = heightOf(run) / unit;
  const middle = ((run.y0 + run.y1) / 2 - first.y0) / unit;
  if (high <= DOT) {
    if (widthOf(run) > ROUND * heightOf(run)) return "other";
    if (middle > ZERO.to) return "stop";
    return middle >= ZERO.from ? "zero" : "other";
  }
  return high >= DIGIT && high <= 1 / DIGIT ? "digit" : "other";
}

/**
 * An alef looks like a one. It is the first letter of the next word if what follows is nearer to it than the number, and
 * no full stop.
 */
function isAlef(read: string, right: Extent, run: Extent, next: Extent | undefined, first: Extent): boolean {
  if (!/[١۱]/u.test(read) || next === undefined || kindOf(next, first) === "stop") return false;
  return run.x0 - next.x1 < right.x0 - run.x1;
}

function zeroLike(digit: string): string {
  return digit >= "۰" ? "۰" : "٠";
}

async function readAlone(
  box: BoundingBox,
  page: PageImage,
  { letter, engine, model }: { readonly letter: number; readonly engine: OcrEngine; readonly model: Model },
): Promise<string> {
  const { image } = cut(page, box);
  const small = await scale(image, Math.min(1, READ_AT / letter));
  const { text } = await engine.recognise(addMargin(small.image, MARGIN).image, { model, pageSegmentation: "line" });
  return text.trim();
}
