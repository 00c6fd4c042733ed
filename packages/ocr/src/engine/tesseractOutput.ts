import type { Block, BoundingBox, Line, Word } from "@malmoi/schemas";
import { z } from "zod";
import type { Recognition } from "./engine.ts";
import { union } from "../page/boxes.ts";
import { textOf } from "../page/textOf.ts";

const Box = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });
const TesseractWord = z.object({ text: z.string(), confidence: z.number(), bbox: Box });
const TesseractLine = z.object({ text: z.string(), bbox: Box, words: z.array(TesseractWord) });
const TesseractBlock = z.object({ paragraphs: z.array(z.object({ lines: z.array(TesseractLine) })) });

/** What tesseract.js answers to `recognize`, as far as we look at it. */
export const TesseractPage = z.object({ blocks: z.array(TesseractBlock).nullable(), debug: z.string().nullable() });
export type TesseractPage = z.infer<typeof TesseractPage>;

/** The engine's tree as our records: paragraphs become blocks, empty words, lines and paragraphs are dropped. */
export function toRecognition({ blocks }: TesseractPage): Recognition {
  const paragraphs = (blocks ?? []).flatMap((block) => block.paragraphs);
  const ours = paragraphs.map(({ lines }) => toBlock(lines)).filter((block) => block !== undefined);
  const words = ours.flatMap((block) => block.lines).flatMap((line) => line.words);
  return {
    blocks: ours,
    text: textOf(ours),
    confidence: meanConfidence(words),
  };
}

function toBlock(source: readonly z.infer<typeof TesseractLine>[]): Block | undefined {
  const lines = source.map(toLine).filter((line) => line !== undefined);
  const [first, ...rest] = lines;
  if (first === undefined) return undefined;
  return { bbox: rest.reduce((box, line) => union(box, line.bbox), first.bbox), lines };
}

function toLine(source: z.infer<typeof TesseractLine>): Line | undefined {
  const words = source.words.filter(({ text }) => text.trim() !== "").map(toWord);
  // The line's own text and never its words joined: in Thai each letter may be a "word", with no space between.
  const text = source.text.trim();
  if (text === "" || words.length === 0) return undefined;
  return { text, bbox: toBox(source.bbox), confidence: meanConfidence(words), words };
}

function toWord({ text, confidence, bbox }: z.infer<typeof TesseractWord>): Word {
  return { text, bbox: toBox(bbox), confidence: toShare(confidence) };
}

function toBox({ x0, y0, x1, y1 }: z.infer<typeof Box>): BoundingBox {
  return [x0, y0, x1, y1];
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
