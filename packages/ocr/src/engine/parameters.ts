import { InputError } from "@malmoi/core";
import { LANGUAGES } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { PageSegmentation } from "./engine.ts";

/** Above this Tesseract returns an empty page without a word (TDimension is a signed 16-bit number). */
const LONGEST_SIDE = 32_767;

const MODES: Record<PageSegmentation, string> = { auto: "3", block: "6", line: "7", sparse: "11" };

const CONSTANT_PARAMETERS = {
  // The document dictionary learns from page to page; a page must not depend on the pages before it.
  tessedit_enable_doc_dict: "0",
  // The noise filter drops whole lines of Arabic, Persian and Urdu (tesseract#4582).
  textord_noise_rejrows: "0",
  textord_noise_rejwords: "0",
} as const;

/** Models of scripts written from right to left. */
const RIGHT_TO_LEFT = new Set(
  LANGUAGES.filter(({ direction }) => direction === "rtl").map(({ tesseract }) => tesseract),
);

/** What Tesseract is told for one page, in WebAssembly and as a program alike: they must read alike. */
export function tesseractParameters({ dpi }: PageImage, mode: PageSegmentation, model: string): Record<string, string> {
  return {
    ...CONSTANT_PARAMETERS,
    // Without it Thai gets a space between nearly all letters (tesseract#2702), Korean between all syllables (CER 36
    // instead of 2 %). With it, lines that run from right to left lose the space before their last word: 34 Persian
    // pages CER 14.8 instead of 13.7 %.
    preserve_interword_spaces: RIGHT_TO_LEFT.has(model) ? "0" : "1",
    tessedit_pageseg_mode: MODES[mode],
    user_defined_dpi: String(Math.round(dpi)),
  };
}

/** Whether Tesseract passes an image over in silence, for its length. */
export function isTooLarge({ width, height }: PageImage): boolean {
  return Math.max(width, height) > LONGEST_SIDE;
}

/** Throws `InputError` IMAGE_TOO_LARGE. */
export function refuseTooLarge(image: PageImage): void {
  if (!isTooLarge(image)) return;
  const { width, height } = image;
  throw new InputError(`a page of ${width} x ${height} pixels is too long for the recogniser`, {
    code: "IMAGE_TOO_LARGE",
    hint: `Cut it or scale it so that no side is longer than ${LONGEST_SIDE} pixels.`,
  });
}

/**
 * Tesseract says "I did not even try" only in what it prints. Throws `InputError` OCR_REFUSED if `printed` says so.
 * Only these two: Leptonica calls many harmless things "Error" on pages that are read well.
 */
export function refuseUnread(printed: string, { width, height }: PageImage): void {
  const complaint = printed.split("\n").find((line) => /image too large|alloc fail/i.test(line));
  if (complaint === undefined) return;
  throw new InputError(`the recogniser refused a page of ${width} x ${height} pixels: ${complaint.trim()}`, {
    code: "OCR_REFUSED",
    hint: "Scale the page down to about 300 dpi and upload it again.",
  });
}
