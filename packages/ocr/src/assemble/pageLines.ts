import { repairMarks } from "@malmoi/core";
import type { BoundingBox, DocumentPage, Page } from "@malmoi/schemas";

export interface PageLine {
  readonly text: string;
  /** Lines of one number stand together; the next number is another paragraph or column. */
  readonly block: number;
  /** Absent where the page has no boxes. */
  readonly bbox?: BoundingBox;
}

/** What assembly needs of a page: not its words, which weigh a hundred times as much. */
export interface PageLines extends Omit<DocumentPage, "end" | "furniture"> {
  readonly lines: readonly PageLine[];
}

/** The lines of a page in reading order, none of them empty, with their marks in order. */
export function toPageLines({ number, source, extractor, confidence, text, blocks }: Page): PageLines {
  const boxed = blocks.flatMap(({ lines }, block) =>
    lines.map((line) => ({ text: line.text, bbox: line.bbox, block })),
  );
  // The text is what was read; boxes are used only if they tell the same.
  const lines = bare(boxed.map((line) => line.text).join("")) === bare(text) ? boxed : linesOf(text);
  const repaired = lines.map((line) => ({ ...line, text: repairMarks(line.text) }));
  return { number, source, extractor, confidence, lines: repaired.filter((line) => line.text.trim() !== "") };
}

function linesOf(text: string): PageLine[] {
  return text
    .split(/\n\s*\n/u)
    .flatMap((paragraph, block) => paragraph.split("\n").map((line) => ({ text: line, block })));
}

function bare(text: string): string {
  return text.replaceAll(/\s/gu, "");
}
