import type { Block, Line, ScriptCode, Word } from "@malmoi/schemas";
import { usualConfidence } from "./plausibility.ts";
import { gapOf, union } from "./boxes.ts";
import { middle } from "./middle.ts";

/** A word or line of so few letters and digits, read with less than this share of its script's usual confidence. */
const FEW_SIGNS = 2;
const UNSURE = 0.5;
/** What has no letter or digit at all is believed if it is about as sure as text is. */
const UNSURE_WITHOUT_SIGNS = 0.7;
/** A page's edge, a fold or a rule, however sure the engine is. */
const STROKE = /^[|¦]+$/u;

/**
 * A speck at the end of a line lies apart from it by so many of its words' heights. Nearer ones may be a dash, a number
 * or a quotation mark. (Gaps of 1, 1.5 and 2: 8 Tamil pages CER 12.2, 12.2 and 12.4 %, from 14.3; 22 Spanish ones 2.04,
 * 2.06 and 2.06, from 2.13; 28 Portuguese ones 0.86, from 0.87; but at 1 a Javanese and a Portuguese line lost a word.)
 */
const APART = 1.5;

/**
 * The lines of a page without what specks, folds and edges of the paper were read as: lines of one or two unsure
 * letters, and the like of them beyond a wide gap at the ends of lines. How many were left out is counted. Unlike
 * `leaveOutNoise` this needs no page that is well read: it can cost but two letters, of a reading that is wrong anyway.
 * A page that has nothing else keeps it.
 */
export function leaveOutSpecks(blocks: readonly Block[], script: ScriptCode): { blocks: Block[]; leftOut: number } {
  const usual = usualConfidence(script);
  let leftOut = 0;
  const kept: Block[] = [];
  for (const block of blocks) {
    const lines: Line[] = [];
    for (const line of block.lines) {
      const trimmed = withoutSpecksAtEnds(line, usual);
      leftOut += line.words.length - trimmed.words.length;
      if (isSpeck(trimmed, usual)) leftOut += 1;
      else lines.push(trimmed);
    }
    if (lines.length > 0) kept.push({ ...block, lines });
  }
  return kept.length === 0 ? { blocks: [...blocks], leftOut: 0 } : { blocks: kept, leftOut };
}

function isSpeck({ text, confidence }: Pick<Word, "text" | "confidence">, usual: number): boolean {
  const signs = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (signs === 0) return STROKE.test(text) || confidence < UNSURE_WITHOUT_SIGNS * usual;
  return signs <= FEW_SIGNS && confidence < UNSURE * usual;
}

/** Words are in the order of the text, which in scripts from right to left is that of the boxes from the right. */
function withoutSpecksAtEnds(line: Line, usual: number): Line {
  const apart = APART * middle(line.words.map(({ bbox }) => bbox[3] - bbox[1]));
  let { text } = line;
  let words = [...line.words];
  for (;;) {
    const [first, second] = words;
    const [beforeLast, last] = words.slice(-2);
    if (first === undefined || second === undefined || beforeLast === undefined || last === undefined) break;
    if (isSpeck(first, usual) && gapOf(first.bbox, second.bbox) >= apart && text.startsWith(first.text)) {
      text = text.slice(first.text.length).trimStart();
      words = words.slice(1);
    } else if (isSpeck(last, usual) && gapOf(last.bbox, beforeLast.bbox) >= apart && text.endsWith(last.text)) {
      text = text.slice(0, -last.text.length).trimEnd();
      words = words.slice(0, -1);
    } else break;
  }
  const [first, ...rest] = words.map(({ bbox }) => bbox);
  if (first === undefined || words.length === line.words.length) return line;
  return { ...line, text, words, bbox: rest.reduce(union, first) };
}
