import { type Block, type Line, type ScriptCode, SCRIPTS } from "@malmoi/schemas";
import type { WordList } from "../engine/wordList.ts";
import { usualConfidence } from "./plausibility.ts";
import { middle } from "./middle.ts";

/**
 * In scripts whose pages are usually read with less, lines that are read well are as unsure as noise is (generated pages,
 * clean and aged: Lao CER 20.1 and 15.0 % without unsure lines, 4.6 and 4.7 % with them; Khmer 7.5 and 6.4, 3.5 and 2.3 %).
 */
const TELLING = 0.9;

/** A page read with less than this share of its script's usual confidence is bad all over: nothing stands out. */
const WELL_READ = 0.7;
/**
 * On a page that is well read, lines with less than this share of the page's confidence are no text in its script; more
 * in Arabic script, in which the models read calligraphy, stamps and signatures with more confidence than in others. (At
 * 0.5, 0.6 and 0.7: 22 Spanish pages CER 2.28, 2.03 and 2.51 %, 28 Portuguese ones 0.89, 0.87 and 0.99 %, 34 Persian ones
 * 10.2, 10.1 and 9.7 %.)
 */
const NOISE = 0.6;
const NOISE_IN: Partial<Record<ScriptCode, number>> = { Arab: 0.7 };

/** A line of the usual length and height is one of the text, badly read, unless it is less sure than this. */
const NOISE_IN_TEXT = 0.5;
const USUAL_LENGTH = { least: 0.85, most: 1.3 };
const MOST_HEIGHT = 1.7;

/**
 * Beside a full line of the text, or if it begins where full lines do (so near, in heights of a line), a line is one, too,
 * if it is surer than this and half of its longer words are known.
 */
const NOISE_BESIDE_TEXT = 0.3;
const NEAR_MARGIN = 0.5;
const LONGER_WORD = 4;

/**
 * The lines of a page without those that stamps, signatures, handwriting, ornaments and dirt were taken for, and how
 * many were left out. Print of one page is read with much the same confidence; what is half as sure is made up.
 */
export function leaveOutNoise(
  blocks: readonly Block[],
  confidence: number,
  { script, known }: { readonly script: ScriptCode; readonly known: WordList },
): { blocks: Block[]; leftOut: number } {
  const usual = usualConfidence(script);
  if (usual < TELLING || confidence < WELL_READ * usual) return { blocks: [...blocks], leftOut: 0 };
  const least = confidence * (NOISE_IN[script] ?? NOISE);
  const sure = blocks.flatMap(({ lines }) => lines).filter((line) => line.confidence >= least);
  const length = middle(sure.map(lengthOf));
  const height = middle(sure.map(heightOf));
  const isUsual = (line: Line): boolean =>
    lengthOf(line) >= USUAL_LENGTH.least * length &&
    lengthOf(line) <= USUAL_LENGTH.most * length &&
    heightOf(line) <= MOST_HEIGHT * height;
  const isFull = (line: Line | undefined): boolean => line !== undefined && line.confidence >= least && isUsual(line);
  const edge = (line: Line): number => line.bbox[SCRIPTS[script].direction === "rtl" ? 2 : 0];
  const margin = middle(sure.filter(isUsual).map(edge));
  const beginsAsText = (line: Line): boolean => Math.abs(edge(line) - margin) <= height * NEAR_MARGIN;
  const isPrint = (line: Line, i: number, lines: readonly Line[]): boolean =>
    line.confidence >= least ||
    (line.confidence >= NOISE_BESIDE_TEXT &&
      (isFull(lines[i - 1]) || isFull(lines[i + 1]) || beginsAsText(line)) &&
      makesSense(line, known)) ||
    (line.confidence >= confidence * NOISE_IN_TEXT && isUsual(line));
  const kept = blocks
    .map((block) => ({ ...block, lines: block.lines.filter(isPrint) }))
    .filter(({ lines }) => lines.length > 0);
  const count = (each: readonly Block[]): number => each.reduce((sum, { lines }) => sum + lines.length, 0);
  return { blocks: kept, leftOut: count(blocks) - count(kept) };
}

function makesSense({ text }: Line, known: WordList): boolean {
  const words = (text.match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => word.length >= LONGER_WORD);
  return words.length > 0 && words.filter((word) => known.has(word)).length * 2 >= words.length;
}

function lengthOf({ bbox }: Line): number {
  return bbox[2] - bbox[0];
}

function heightOf({ bbox }: Line): number {
  return bbox[3] - bbox[1];
}
