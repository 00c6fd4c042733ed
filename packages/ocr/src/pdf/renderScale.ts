import { plausibleDpi } from "../decode/pageImage.ts";

/** A raster image on a PDF page: its box in points, its own size in pixels (0 where PDFium does not tell). */
export interface PlacedImage {
  readonly width: number;
  readonly height: number;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
}

export interface RenderSize {
  readonly width: number;
  readonly height: number;
  /** Pixels per inch of the paper as well as is known. */
  readonly dpi: number;
}

/** What Tesseract's models were trained for; more costs time and gains nothing. */
const TARGET_DPI = 300;
/** Drawn pages (no full-page image) are not made longer than this: 14 inches at 300 dpi. */
const LONGEST_DRAWN_SIDE = 4200;
/** Scans are rendered pixel by pixel up to this resolution, and at 300 dpi above it. */
const HIGHEST_NATIVE_DPI = 450;
const MOST_PIXELS = 60_000_000;

/** An image covering this much of the page is the page. Scanners leave slivers at the edges uncovered. */
export const FULL_PAGE = 0.85;

/** 0-1: share of the page's area under images, counting overlaps twice but no more than the whole page. */
export function imageShare(page: { width: number; height: number }, images: readonly PlacedImage[]): number {
  const covered = images.reduce((sum, { width, height }) => sum + width * height, 0);
  return Math.min(1, covered / (page.width * page.height));
}

/**
 * In what size to render a page of `width` x `height` points. A page that is one scan is rendered in the scan's own
 * pixels; anything else at 300 dpi. Page boxes lie (some tools write pixels as points), so the resolution is judged
 * afterwards from the size in pixels.
 */
export function renderSize(page: { width: number; height: number }, images: readonly PlacedImage[]): RenderSize {
  const native = nativeScale(page, images);
  const drawn = Math.min(TARGET_DPI / 72, LONGEST_DRAWN_SIDE / Math.max(page.width, page.height));
  let scale = native ?? drawn;
  const believed = plausibleDpi(scale * 72, page.width * scale, page.height * scale);
  if (native !== undefined && believed > HIGHEST_NATIVE_DPI) scale *= TARGET_DPI / believed;
  scale = Math.min(scale, Math.sqrt(MOST_PIXELS / (page.width * page.height)));
  const width = Math.max(1, Math.round(page.width * scale));
  const height = Math.max(1, Math.round(page.height * scale));
  return { width, height, dpi: plausibleDpi(scale * 72, width, height) };
}

/** Pixels per point of the largest image, if it fills the page. */
function nativeScale(page: { width: number; height: number }, images: readonly PlacedImage[]): number | undefined {
  const [largest] = images.toSorted((a, b) => b.width * b.height - a.width * a.height);
  if (largest === undefined || largest.pixelWidth === 0 || imageShare(page, [largest]) < FULL_PAGE) return undefined;
  // Areas, so that an image turned by 90 degrees needs no special case.
  return Math.sqrt((largest.pixelWidth * largest.pixelHeight) / (largest.width * largest.height));
}
