import type { PageLine } from "./pageLines.ts";

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/gu;
const UNSPACED =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Longest usual word of a script without spaces, in characters: lines of those break between words too. */
const UNSPACED_WORD = 8;
/** Letters differ in width; without boxes a line this much shorter may still be full. */
const SLACK_WITHOUT_BOXES = 0.12;
/** Where fewer lines than this run to the edge, the lines are verse, a list or a table. */
const PROSE = 0.6;
/** An indent, in widths of a letter. */
const INDENT = 1.5;

export interface SetLine extends PageLine {
  /** Its block is running text. */
  readonly prose: boolean;
  /** It runs to the edge: the first word of the next line would not have fitted. The last line of a block counts as a line that a word of usual length follows. */
  readonly full: boolean;
  /** It begins further in than most of its block. */
  readonly indented: boolean;
}

interface Extent {
  readonly start: number;
  readonly end: number;
  readonly letter: number;
}

/** What the setting of a page's lines says: which run to the edge, which are indented, which blocks are prose. */
export function setLines(lines: readonly PageLine[]): SetLine[] {
  const blocks = new Map<number, PageLine[]>();
  for (const line of lines) blocks.set(line.block, [...(blocks.get(line.block) ?? []), line]);
  const pageEdge = edgeOf(lines.filter(({ bbox }) => bbox === undefined).map(extentOf));
  return [...blocks.values()].flatMap((block) => setBlock(block, pageEdge));
}

function setBlock(lines: readonly PageLine[], pageEdge: number): SetLine[] {
  const extents = lines.map(extentOf);
  const boxed = lines.every(({ bbox }) => bbox !== undefined);
  const edge = boxed ? edgeOf(extents) : pageEdge;
  const left = median(extents.map(({ start }) => start));
  const set = lines.map((line, index) => {
    const { start, end, letter } = extents[index] ?? { start: 0, end: 0, letter: 1 };
    const slack = boxed ? letter : SLACK_WITHOUT_BOXES * edge;
    const full = end + letter * (1 + firstWord(lines[index + 1]?.text ?? "xxxxx")) >= edge - slack;
    return { ...line, full, indented: boxed && start > left + INDENT * letter };
  });
  const before = set.slice(0, -1);
  const capitals = set.filter(({ text }) => /^\P{L}*\p{Lu}/u.test(text)).length;
  const verse = lines.length >= 4 && capitals >= 0.8 * lines.length;
  const prose = before.length > 0 && !verse && before.filter(({ full }) => full).length >= PROSE * before.length;
  return set.map((line) => ({ ...line, prose }));
}

function extentOf({ text, bbox }: PageLine): Extent {
  const count = Math.max(1, Array.from(text.trim().replaceAll(/\p{Mn}/gu, "")).length);
  if (bbox === undefined) return { start: 0, end: count, letter: 1 };
  const letter = (bbox[2] - bbox[0]) / count;
  const toLeft = (text.match(RIGHT_TO_LEFT)?.length ?? 0) * 2 > (text.match(/\p{L}/gu)?.length ?? 0);
  return toLeft ? { start: -bbox[2], end: -bbox[0], letter } : { start: bbox[0], end: bbox[2], letter };
}

/** Where lines end that run to the edge. The longest may be two lines read as one, or a heading. */
function edgeOf(extents: readonly Extent[]): number {
  const ends = extents.map(({ end }) => end).toSorted((a, b) => b - a);
  return ends[ends.length >= 10 ? 1 : 0] ?? 0;
}

function firstWord(text: string): number {
  const word = /^\S+/u.exec(text.trim())?.[0] ?? "";
  const length = Array.from(word.replaceAll(/\p{Mn}/gu, "")).length;
  return UNSPACED.test(word) ? Math.min(length, UNSPACED_WORD) : length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
