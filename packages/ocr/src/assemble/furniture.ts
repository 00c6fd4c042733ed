import { likeness } from "./likeness.ts";
import type { PageLine, PageLines } from "./pageLines.ts";
import { europeanDigits, numberBeside, readPageNumber } from "./pageNumber.ts";

/** Heads and feet are within this many rows of a page's edge: a head, and a number over or under it. */
const EDGE_ROWS = 2;
/** Odd and even pages have heads of their own, and chapters change them: pages this near are compared. */
const NEAR_PAGES = 6;
/** Recognition misreads one letter in ten on bad pages, in both heads: 0.75 leaves room for that, not for other words. */
const ALIKE = 0.75;
/** Fewer letters than this are alike by chance. */
const FEWEST_LETTERS = 4;
/** Set in letters this much larger than its likes, a line is the heading that the heads repeat. */
const LARGER = 1.3;

interface Edge {
  readonly line: number;
  readonly text: string;
  readonly side: "top" | "bottom";
  /** 0 is the outermost row. */
  readonly row: number;
  readonly height: number | undefined;
  readonly letters: string;
}

/**
 * The lines of each page, by index, that are running heads, running feet or page numbers.
 * - A number alone in the outer rows, if it counts up with the numbers of two other pages; or if it stands alone on the
 *   first or last row and is dressed as a page number, or is too small for a year.
 * - A line that two other pages of the six before and after hold at the same edge, all but its digits nearly the same;
 *   one other page is enough if the line carries a number that counts up with the pages.
 * The first page of the document keeps its title if no number stands beside it, a larger heading stays, and no page loses all it has.
 */
export function findFurniture(pages: readonly PageLines[]): ReadonlySet<number>[] {
  const read = pages.filter(({ lines }) => lines.length > 0);
  const edges = new Map(read.map((page) => [page, edgesOf(page.lines)]));
  const offsets = countingOffsets(read, edges);
  return pages.map((page) => {
    const found = new Set<number>();
    const at = read.indexOf(page);
    for (const edge of edges.get(page) ?? []) {
      if (isPageNumber(edge, page, offsets) || isRunning(edge, at, read, edges, offsets)) found.add(edge.line);
    }
    return found.size === page.lines.length ? new Set<number>() : found;
  });
}

function edgesOf(lines: readonly PageLine[]): Edge[] {
  const rows = rowsOf(lines);
  const outer = Math.min(EDGE_ROWS, Math.ceil(rows.length / 2));
  const edge = (side: Edge["side"], row: number, numbers: readonly number[]): Edge[] =>
    numbers.map((line) => {
      const { text = "", bbox } = lines[line] ?? {};
      const letters = europeanDigits(text.normalize("NFC").toLowerCase()).replaceAll(/[^\p{L}\p{M}]/gu, "");
      return { line, text, side, row, letters, height: bbox === undefined ? undefined : bbox[3] - bbox[1] };
    });
  return [
    ...rows.slice(0, outer).flatMap((numbers, row) => edge("top", row, numbers)),
    ...rows
      .toReversed()
      .slice(0, Math.min(outer, rows.length - outer))
      .flatMap((numbers, row) => edge("bottom", row, numbers)),
  ];
}

/** Indexes of lines, row by row from the top: by boxes if all lines have them, else in the order of the text. */
function rowsOf(lines: readonly PageLine[]): number[][] {
  const boxed = lines.flatMap(({ bbox }, line) =>
    bbox === undefined ? [] : [{ line, top: bbox[1], bottom: bbox[3] }],
  );
  if (boxed.length < lines.length) return lines.map((_, line) => [line]);
  const rows: { lines: number[]; bottom: number }[] = [];
  for (const { line, top, bottom } of boxed.toSorted((a, b) => a.top + a.bottom - b.top - b.bottom)) {
    const last = rows.at(-1);
    if (last !== undefined && (top + bottom) / 2 < last.bottom) last.lines.push(line);
    else rows.push({ lines: [line], bottom });
  }
  return rows.map((row) => row.lines);
}

/** Differences of printed number and page that at least three pages share, roman numerals apart. */
function countingOffsets(
  pages: readonly PageLines[],
  edges: ReadonlyMap<PageLines, readonly Edge[]>,
): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const page of pages) {
    const keys = new Set<string>();
    for (const { text } of edges.get(page) ?? []) {
      const alone = readPageNumber(text);
      const value = alone?.value ?? numberBeside(text);
      if (value !== undefined) keys.add(offsetKey(value, page.number, alone?.roman ?? false));
    }
    for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return new Set([...seen].filter(([, count]) => count >= 3).map(([key]) => key));
}

function offsetKey(value: number, page: number, roman: boolean): string {
  return `${value - page}${roman ? " roman" : ""}`;
}

function isPageNumber({ text, row, side }: Edge, page: PageLines, offsets: ReadonlySet<string>): boolean {
  const number = readPageNumber(text);
  if (number === undefined) return false;
  if (offsets.has(offsetKey(number.value, page.number, number.roman))) return true;
  if (row > 0 || number.roman || page.lines.length < 3) return false;
  // A title page ends with its year, a table with a row of figures.
  const next = page.lines[side === "top" ? 1 : page.lines.length - 2]?.text ?? "";
  return number.plain || (number.value < 1000 && (next.match(/\p{L}/gu)?.length ?? 0) >= FEWEST_LETTERS);
}

/** The document's title stands at the top of its first page, where pages are not yet numbered. */
function isTitle(
  edge: Edge,
  at: number,
  pages: readonly PageLines[],
  edges: ReadonlyMap<PageLines, readonly Edge[]>,
): boolean {
  const page = pages[at];
  if (at > 0 || edge.side === "bottom" || page === undefined) return false;
  return edges.get(page)?.every(({ side, text }) => side === "bottom" || readPageNumber(text) === undefined) ?? true;
}

function isRunning(
  edge: Edge,
  at: number,
  pages: readonly PageLines[],
  edges: ReadonlyMap<PageLines, readonly Edge[]>,
  offsets: ReadonlySet<string>,
): boolean {
  if (edge.letters.length < FEWEST_LETTERS || isTitle(edge, at, pages, edges)) return false;
  const near = [...pages.slice(Math.max(0, at - NEAR_PAGES), at), ...pages.slice(at + 1, at + 1 + NEAR_PAGES)];
  const likes = near.flatMap((page) => {
    const like = edges
      .get(page)
      ?.find(({ side, letters }) => side === edge.side && likeness(letters, edge.letters) >= ALIKE);
    return like === undefined ? [] : [like];
  });
  const number = numberBeside(edge.text);
  const page = pages[at]?.number ?? 0;
  const counts = number !== undefined && offsets.has(offsetKey(number, page, false));
  if (likes.length < (counts ? 1 : 2)) return false;
  const heights = likes.flatMap(({ height }) => (height === undefined ? [] : [height])).toSorted((a, b) => a - b);
  const usual = heights[Math.floor(heights.length / 2)];
  return edge.height === undefined || usual === undefined || edge.height < usual * LARGER;
}
