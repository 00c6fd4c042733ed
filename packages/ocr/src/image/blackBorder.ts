import type { PageImage } from "../decode/pageImage.ts";
import { cut } from "./cut.ts";
import type { Moved } from "./moved.ts";

/** The bed of a scanner and the dark around a photographed page are darker than the first, most of a page is lighter than the second. */
const BLACK = 64;
const LIGHT = 96;

/** Share of a row's or column's pixels that are black in a bar: all but dust, which is less than the tips of letters are. */
const BAR = 0.995;

/** Share of what is inside that is light on a page in dark print, pictures among it; light letters cover a third of their lines. */
const PAGE = 0.6;

/**
 * What is seen of a neighbouring page is a strip in the outermost tenth, and at most twice as wide as the bar beside it: the
 * frame of a table is a thin bar, and its first column may be narrow.
 */
const NEIGHBOUR = 0.1;
const NEIGHBOUR_BY_BAR = 2;

/**
 * The page without the black border that a scanner's bed leaves: what is black from one end of the image to the other
 * along at least two of its edges, with a light page inside; and without the strip of a neighbouring page beside such a
 * bar, if a line as black parts it from the page. Undefined if there is no such border: one bar alone may be a letter's
 * stroke in a crop, and the dark around light letters is their paper.
 */
export function withoutBlackBorder(page: PageImage): Moved | undefined {
  const all: Area = { left: 0, top: 0, right: page.width, bottom: page.height };
  const bars = mapSides(all, (lines) => barOf(page, lines));
  if (Object.values(bars).filter((bar) => bar > 0).length < 2) return undefined;
  const inside = within(all, bars);
  if (lightShare(page, inside) < PAGE) return undefined;
  const strips = mapSides(inside, (lines, side) => neighbourOf(page, lines, bars[side]));
  const { left, top, right, bottom } = within(inside, strips);
  return cut(page, [left, top, right, bottom]);
}

/** Right and bottom exclusive. */
interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Columns or rows, from an edge inwards. */
interface Lines {
  readonly count: number;
  /** Pixels a line. */
  readonly length: number;
  /** Index of a line's first pixel, and from one of its pixels to the next. */
  readonly start: (line: number, width: number) => number;
  readonly step: (width: number) => number;
}

type Side = keyof Area;

function mapSides(area: Area, measure: (lines: Lines, side: Side) => number): Record<Side, number> {
  return {
    left: measure(columns(area, 1), "left"),
    top: measure(rows(area, 1), "top"),
    right: measure(columns(area, -1), "right"),
    bottom: measure(rows(area, -1), "bottom"),
  };
}

function within({ left, top, right, bottom }: Area, less: Readonly<Record<Side, number>>): Area {
  return { left: left + less.left, top: top + less.top, right: right - less.right, bottom: bottom - less.bottom };
}

function columns({ left, top, right, bottom }: Area, direction: 1 | -1): Lines {
  const first = direction === 1 ? left : right - 1;
  return {
    count: right - left,
    length: bottom - top,
    start: (line, width) => top * width + first + direction * line,
    step: (width) => width,
  };
}

function rows({ left, top, right, bottom }: Area, direction: 1 | -1): Lines {
  const first = direction === 1 ? top : bottom - 1;
  return {
    count: bottom - top,
    length: right - left,
    start: (line, width) => (first + direction * line) * width + left,
    step: () => 1,
  };
}

/** Lines of the black bar along the edge. */
function barOf(page: PageImage, lines: Lines): number {
  let bar = 0;
  while (bar < lines.count && isBlack(page, lines, bar)) bar += 1;
  return bar;
}

/** Lines up to the innermost black one that can part a neighbouring page from this one; 0 if there is none. */
function neighbourOf(page: PageImage, lines: Lines, bar: number): number {
  let line = Math.min(Math.round(NEIGHBOUR * lines.count), NEIGHBOUR_BY_BAR * bar);
  while (line > 0 && !isBlack(page, lines, line - 1)) line -= 1;
  return line;
}

function isBlack({ grey, width }: PageImage, { length, start, step }: Lines, line: number): boolean {
  const next = step(width);
  let at = start(line, width);
  // Most lines are not, and are left at their first few light pixels.
  let dust = Math.floor((1 - BAR) * length);
  for (let i = 0; i < length; i += 1, at += next) {
    if ((grey[at] ?? 255) >= BLACK && (dust -= 1) < 0) return false;
  }
  return true;
}

/** 0-1, 0 for no pixels. */
function lightShare({ grey, width }: PageImage, { left, top, right, bottom }: Area): number {
  let light = 0;
  for (let y = top; y < bottom; y += 1) {
    for (let at = y * width + left; at < y * width + right; at += 1) if ((grey[at] ?? 0) >= LIGHT) light += 1;
  }
  return light / Math.max(1, (right - left) * (bottom - top));
}
