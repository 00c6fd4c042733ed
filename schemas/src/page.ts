import { z } from "zod";

/** `[x0, y0, x1, y1]` in pixels of the page image, from its top left corner; x1 and y1 are exclusive. */
export const BoundingBox = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type BoundingBox = z.infer<typeof BoundingBox>;

/** Confidence in 0-1, as the engine reports it; comparable only within one script. */
export const Confidence = z.number().min(0).max(1);

export const Word = z.strictObject({ text: z.string(), bbox: BoundingBox, confidence: Confidence });
export type Word = z.infer<typeof Word>;

export const Line = z.strictObject({
  text: z.string(),
  bbox: BoundingBox,
  confidence: Confidence,
  words: z.array(Word),
});
export type Line = z.infer<typeof Line>;

/** A paragraph-like piece of the page, in reading order. */
export const Block = z.strictObject({ bbox: BoundingBox, lines: z.array(Line) });
export type Block = z.infer<typeof Block>;

/** Where the text of a page came from: the PDF's own text, recognition, or nothing because the page is empty. */
export const PageSource = z.enum(["text-layer", "ocr", "blank"]);
export type PageSource = z.infer<typeof PageSource>;

/**
 * One page as it was read. `number` starts at 1. Text is raw: lines end in "\n", paragraphs in "\n\n".
 * `ink` is the share of dark pixels (0-1) after removal of the background; `coverage` the share of that ink inside
 * recognised words (1 for a text layer, 0 for a blank page).
 */
export const Page = z.strictObject({
  number: z.int().positive(),
  width: z.int().positive(),
  height: z.int().positive(),
  dpi: z.number().positive(),
  source: PageSource,
  /**
   * Engine and model, such as `tesseract.js 7.0.0 kor`, with `, PP-OCRv6 small` after it if that read some of the lines;
   * `pdfium` for a text layer; empty for a blank page.
   */
  extractor: z.string(),
  text: z.string(),
  confidence: Confidence,
  ink: z.number().min(0).max(1),
  coverage: z.number().min(0).max(1),
  /** What was done to the page before and between readings, in order, such as `deskewed 1.07 degrees`; may be empty. */
  steps: z.array(z.string()),
  blocks: z.array(Block),
});
export type Page = z.infer<typeof Page>;

/** What the next stages need to know of a page without opening it. */
export const PageSummary = Page.omit({ blocks: true, text: true }).extend({ chars: z.int().nonnegative() });
export type PageSummary = z.infer<typeof PageSummary>;
