/** A piece of a line: one glyph with the marks on it, or a space. */
export interface Piece {
  readonly text: string;
}

export type Direction = "ltr" | "rtl";

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const DIGIT = /^\p{Nd}/u;
const LETTER = /^\p{L}/u;
/** Common separators of UAX #9 (CS) keep a number in one piece: 1,500.75, 12/5/2026, 10:30. */
const IN_NUMBERS = /^[.,:/\u066B\u066C\u060C\u00A0]$/u;
/** European separators (ES) do so only where no Arabic letter has turned the digits into Arabic numbers (rule W2). */
const IN_EUROPEAN_NUMBERS = /^[+\-\u2212]$/u;

type Kind = "R" | "L" | "N" | "-";

/** Is it a letter (not a digit or sign) of a script that runs from right to left? */
export function isRightToLeft(text: string): boolean {
  // Most glyphs are one letter below Hebrew, the first such script, and are asked about many times.
  if (text.length === 1 && text < "\u0590") return false;
  return RIGHT_TO_LEFT.test(text) && /\p{L}/u.test(text);
}

/**
 * The pieces of one line, given as they stand from left to right, in the order in which they are read. The Unicode
 * bidirectional algorithm (UAX #9) backwards, for one embedding: in a right-to-left line, words of other scripts and
 * numbers are islands that run from left to right, and the reverse.
 */
export function logicalOrder<Each extends Piece>(visual: readonly Each[], base: Direction): Each[] {
  if (base === "ltr" && !visual.some(({ text }) => isRightToLeft(text))) return [...visual];
  const kinds = visual.map(({ text }): Kind => kindOf(text));
  const arabic = visual.some(({ text }) => /\p{Script=Arabic}/u.test(text) && LETTER.test(text));
  const ordered: Each[] = [];
  for (let start = 0; start < visual.length;) {
    const end = base === "rtl" ? leftToRightIsland(visual, kinds, start, arabic) : rightToLeftIsland(kinds, start);
    const island = visual.slice(start, Math.max(end, start + 1));
    // All of a right-to-left line is turned at the end, and its islands with it.
    if (end > start) ordered.push(...(base === "rtl" ? island.toReversed() : logicalOrder(island, "rtl")));
    else ordered.push(...island);
    start += island.length;
  }
  return base === "rtl" ? ordered.toReversed() : ordered;
}

function kindOf(text: string): Kind {
  if (DIGIT.test(text)) return "N";
  if (isRightToLeft(text)) return "R";
  return LETTER.test(text) ? "L" : "-";
}

/** Where the island that starts here ends (exclusive), or `start` if none does. */
function leftToRightIsland(visual: readonly Piece[], kinds: readonly Kind[], start: number, arabic: boolean): number {
  if (kinds[start] !== "L" && kinds[start] !== "N") return start;
  let end = start + 1;
  while (end < kinds.length) {
    let next = end;
    while (kinds[next] === "-") next += 1;
    const [before, after] = [kinds[end - 1], kinds[next]];
    if (after !== "L" && after !== "N") break;
    const between = visual.slice(end, next).map(({ text }) => text);
    if (!joins(before === "N" && after === "N", between, arabic)) break;
    end = next + 1;
  }
  return end;
}

/** Between a letter and anything, what stands between belongs to the island; between numbers only a separator does. */
function joins(numbers: boolean, between: readonly string[], arabic: boolean): boolean {
  if (!numbers || between.length === 0) return true;
  const [only = ""] = between;
  return between.length === 1 && (IN_NUMBERS.test(only) || (!arabic && IN_EUROPEAN_NUMBERS.test(only)));
}

function rightToLeftIsland(kinds: readonly Kind[], start: number): number {
  if (kinds[start] !== "R") return start;
  let end = start + 1;
  for (let next = end; next < kinds.length && kinds[next] !== "L"; next += 1) if (kinds[next] === "R") end = next + 1;
  return end;
}
