import type { Block, BoundingBox, Line, Word } from "@malmoi/schemas";
import { union } from "../page/boxes.ts";
import { textOf } from "../page/textOf.ts";
import type { Recognition } from "./engine.ts";
import { engineFailure } from "./failures.ts";

/** What Tesseract says of a page, in two of its formats: both list the same lines in the same order. */
export interface TesseractOutput {
  /** Rows of level, page, block, paragraph, line, word, left, top, width, height, confidence and text, without a head. */
  readonly tsv: string;
  /** The text alone has the spaces of scripts that set none between words: there each letter may be a "word". */
  readonly text: string;
}

/**
 * Paragraphs become blocks; empty words, lines and paragraphs are dropped. Throws `TransientError` OCR_FAILED if table and
 * text do not have the same lines.
 */
export function toRecognition({ tsv, text }: TesseractOutput): Recognition {
  const paragraphs = readTable(tsv).map((lines) => lines.filter(hasText));
  const texts = text.split("\n").filter((line) => line.trim() !== "");
  const lines = paragraphs.flat().map((line, i) => toLine(line, texts[i] ?? ""));
  if (texts.length !== lines.length) {
    const sizes = `${lines.length} lines in its table and ${texts.length} in its text`;
    throw engineFailure("OCR_FAILED", `tesseract printed ${sizes}`);
  }
  const blocks: Block[] = [];
  let from = 0;
  for (const { length } of paragraphs.filter((paragraph) => paragraph.length > 0)) {
    const own = lines.slice(from, from + length);
    blocks.push({ bbox: own.map(({ bbox }) => bbox).reduce(union), lines: own });
    from += length;
  }
  const words = lines.flatMap((line) => line.words);
  return { blocks, text: textOf(blocks), confidence: meanConfidence(words) };
}

interface TableLine {
  readonly bbox: BoundingBox;
  readonly words: Word[];
}

const PARAGRAPH = "3";
const LINE = "4";
const WORD = "5";

/** The lines of each paragraph. */
function readTable(tsv: string): TableLine[][] {
  const paragraphs: TableLine[][] = [];
  for (const row of tsv.split("\n")) {
    const [level, , , , , , left, top, width, height, confidence, text = ""] = row.split("\t");
    const x0 = Number(left);
    const y0 = Number(top);
    const bbox: BoundingBox = [x0, y0, x0 + Number(width), y0 + Number(height)];
    if (level === PARAGRAPH) paragraphs.push([]);
    else if (level === LINE) paragraphs.at(-1)?.push({ bbox, words: [] });
    else if (level === WORD)
      paragraphs
        .at(-1)
        ?.at(-1)
        ?.words.push({ text, bbox, confidence: toShare(Number(confidence)) });
  }
  return paragraphs;
}

function hasText({ words }: TableLine): boolean {
  return words.some(({ text }) => text.trim() !== "");
}

function toLine(line: TableLine, text: string): Line {
  const words = line.words.filter((word) => word.text.trim() !== "");
  return { text: text.trim(), bbox: line.bbox, confidence: meanConfidence(words), words };
}

/** Per cent to 0-1, rounded to 4 digits so that stored pages do not depend on the last bit of a sum. */
function toShare(percent: number): number {
  return round(Math.min(100, Math.max(0, percent)) / 100);
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function meanConfidence(words: readonly Word[]): number {
  let sum = 0;
  let weight = 0;
  for (const { text, confidence } of words) {
    sum += confidence * text.length;
    weight += text.length;
  }
  return weight === 0 ? 0 : round(sum / weight);
}
