import type { Recognition } from "./engine.ts";
import { engineFailure } from "./failures.ts";
import { toRecognition } from "./tesseractOutput.ts";

interface Word {
  readonly text: string;
  readonly confidence: number;
  readonly bbox: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
}
interface Line {
  text: string;
  readonly bbox: Word["bbox"];
  readonly words: Word[];
}
interface Paragraph {
  readonly lines: Line[];
}

/** level, page, block, paragraph, line, word, left, top, width, height, confidence, text */
const COLUMNS = 12;

/**
 * What `tesseract stdin stdout tsv txt` prints: the table, then the text. The table has the words and all boxes, the
 * text alone has the spaces of scripts that set none between words; both list the lines in the same order. Throws
 * `TransientError` OCR_FAILED if they do not agree or the table is cut off.
 */
export function parseNativeOutput(printed: string): Recognition {
  const [head = "", ...rows] = printed.replaceAll("\r\n", "\n").split("\n");
  if (!head.startsWith("level\tpage_num\t")) throw engineFailure("OCR_FAILED", "tesseract printed no table");
  const end = rows.findIndex((row) => row.split("\t").length !== COLUMNS);
  const table = end === -1 ? rows : rows.slice(0, end);
  const paragraphs = readTable(table);
  const lines = paragraphs
    .flatMap((paragraph) => paragraph.lines)
    .filter(({ words }) => words.some(({ text }) => text.trim() !== ""));
  const texts = (end === -1 ? [] : rows.slice(end)).filter((text) => text.trim() !== "");
  if (texts.length !== lines.length) {
    const sizes = `${lines.length} lines in its table and ${texts.length} in its text`;
    throw engineFailure("OCR_FAILED", `tesseract printed ${sizes}`);
  }
  for (const [i, line] of lines.entries()) line.text = texts[i] ?? "";
  return toRecognition({ blocks: [{ paragraphs }], debug: null });
}

function readTable(rows: readonly string[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const row of rows) {
    const [level, , , , , , left, top, width, height, confidence, text = ""] = row.split("\t");
    const x0 = Number(left);
    const y0 = Number(top);
    const bbox = { x0, y0, x1: x0 + Number(width), y1: y0 + Number(height) };
    if (level === "3") paragraphs.push({ lines: [] });
    else if (level === "4") paragraphs.at(-1)?.lines.push({ text: "", bbox, words: [] });
    else if (level === "5") {
      const line = paragraphs.at(-1)?.lines.at(-1);
      line?.words.push({ text, bbox, confidence: Number(confidence) });
    }
  }
  return paragraphs;
}
