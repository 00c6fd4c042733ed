import { fontFamilies, type FontStyle } from "./fonts.ts";
import type { Language } from "@malmoi/schemas";

/** How a page is set. Lengths in millimetres. */
export interface PageStyle {
  /** Pango families, comma-separated. */
  readonly families: string;
  /** Size of the body text. */
  readonly points: number;
  /** 150-400 for OCR. */
  readonly dpi: number;
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  /** Distance of lines as a multiple of what the font wants, 1-2. */
  readonly leading: number;
  /** Spaces widened so that lines end flush; only in scripts that have spaces. */
  readonly justify: boolean;
  /** Printed above the text of every page but the first. */
  readonly runningHead: string | null;
  /** Number of the first page, null to print none. */
  readonly firstPageNumber: number | null;
}

/** A small book page (A6) for a language, in its usual book hand. */
export function pageStyle(language: Language, changes: Partial<PageStyle> & { font?: FontStyle } = {}): PageStyle {
  const { font = "serif", ...others } = changes;
  return {
    families: fontFamilies(language, font),
    points: 9.5,
    dpi: 200,
    width: 105,
    height: 148,
    margin: 12,
    leading: 1,
    justify: true,
    runningHead: null,
    firstPageNumber: 1,
    ...others,
  };
}

/** Pixels of a length in millimetres. */
export function pixels(millimetres: number, dpi: number): number {
  return Math.round((millimetres / 25.4) * dpi);
}
