/** A page as pixels, upright, ready to be recognised. */
export interface PageImage {
  readonly width: number;
  readonly height: number;
  /** Pixels per inch of the paper, as well as is known; 70-1200. */
  readonly dpi: number;
  /** Row by row from the top left corner, one byte a pixel: 0 black, 255 white. */
  readonly grey: Uint8Array;
}

export type PageSize = Omit<PageImage, "grey">;

/** A page from afar, and the size it has when it is decoded in full. */
export interface SmallPage {
  readonly small: PageImage;
  readonly size: PageSize;
}

/** A width that most pages of books, letters and newspapers have, give or take a factor of two. */
const USUAL_PAGE_INCHES = 8;

/** A longer page is not believed: nothing longer than a newspaper's spread of 34 inches goes under a scanner. */
const LONGEST_PAGE_INCHES = 34;

/**
 * 72 and 96 are what cameras, screens and PDF makers write when they know nothing. They are believed for small pages
 * only: a book page "of 26 inches" is one whose pixels were taken for points.
 */
const LOWEST_SCANNER_DPI = 100;
const LONGEST_LOW_PAGE_INCHES = 14;

/**
 * Resolution of an image in pixels per inch. The claim of the file is believed if it is one that a scanner makes
 * (70-1200) and does not make the page impossibly large; otherwise the page is taken to be 8 inches wide, within
 * 100-600.
 */
export function plausibleDpi(claimed: number | undefined, width: number, height: number): number {
  if (claimed !== undefined && claimed >= 70 && claimed <= 1200) {
    const longest = claimed < LOWEST_SCANNER_DPI ? LONGEST_LOW_PAGE_INCHES : LONGEST_PAGE_INCHES;
    if (Math.max(width, height) / claimed <= longest) return Math.round(claimed);
  }
  return Math.min(600, Math.max(100, Math.round(width / USUAL_PAGE_INCHES)));
}
