import { FULL_PAGE } from "./renderScale.ts";

/** What is known of a page's text layer; shares are 0-1. */
export interface TextLayer {
  readonly text: string;
  /** Share of the page's area under raster images. */
  readonly imageShare: number;
  readonly invisibleShare: number;
  readonly unmappedShare: number;
  /** All of it stands where running heads and page numbers do. */
  readonly inMargins: boolean;
}

/** Why a text layer is not used. */
export type Distrust =
  | "too-little"
  | "hidden-ocr"
  | "over-a-scan"
  | "only-in-the-margins"
  | "unmapped-glyphs"
  | "garbage-characters"
  | "few-letters"
  | "letters-spaced"
  | "stray-marks"
  | "mixed-up-letters";

/** One letter must not make a scanned page "have text" (OCRmyPDF#1563): a stamp, a page number, a watermark. */
const LEAST_LETTERS = 32;
/** Where more is hidden, some of what the page shows is only in the hidden part. */
const MOST_INVISIBLE = 0.1;
/** An image of this share of the page may be its body. */
const BODY_IMAGE = 0.3;
const MOST_UNMAPPED = 0.05;
const MOST_GARBAGE = 0.01;
const LEAST_LETTER_SHARE = 0.5;
const MOST_SINGLE_LETTERS = 0.5;
const MOST_STRAY_MARKS = 0.01;

/** Scripts written without spaces, in which a "word" between two spaces says nothing about its letters. */
const WITHOUT_SPACES =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Why this text layer must not be used, or undefined if it can be trusted. The thresholds are ours, set so that the
 * born-digital Arabic pages of KITAB-Bench pass and the broken Thai gazette (`tha_broken_text_layer`) does not.
 */
export function distrust({
  text,
  imageShare,
  invisibleShare,
  unmappedShare,
  inMargins,
}: TextLayer): Distrust | undefined {
  // Dots and lines to write on are no text: forms and tables of contents are full of them.
  const visible = text.replaceAll(/\s|(?<fill>[._\u2026\-\u00B7*=])\k<fill>{2,}/gu, "");
  const letters = count(visible, /\p{L}/gu);
  if (invisibleShare <= MOST_INVISIBLE && letters < LEAST_LETTERS) return "too-little";
  // Invisible text is some scanner's own OCR, of unknown language and quality: ours says how sure it is.
  if (invisibleShare > MOST_INVISIBLE) return "hidden-ocr";
  // Text under or over an image of the whole page is OCR too, drawn in some other hidden way.
  if (imageShare >= FULL_PAGE) return "over-a-scan";
  if (letters < LEAST_LETTERS) return "too-little";
  // A running head over a scanned body is no text layer of the page (OCRmyPDF#1563, pymupdf4llm#467).
  if (inMargins && imageShare >= BODY_IMAGE) return "only-in-the-margins";
  // Glyphs whose font does not say what they are: PDFium guesses.
  if (unmappedShare > MOST_UNMAPPED) return "unmapped-glyphs";
  // Replacement characters, private use and controls are what broken fonts turn letters into.
  if (count(visible, /[\uFFFD\p{Co}\p{Cc}\p{Cn}]/gu) / length(visible) >= MOST_GARBAGE) return "garbage-characters";
  // Running text is mostly letters; a page of symbols is a mapping gone wrong (or a table, which OCR reads as well).
  if (count(visible, /[\p{L}\p{M}\p{Nd}]/gu) / length(visible) < LEAST_LETTER_SHARE) return "few-letters";
  if (singleLetterShare(text) > MOST_SINGLE_LETTERS) return "letters-spaced";
  // A vowel sign or tone mark cannot begin a word in any script: where many do, letters were dropped or reordered.
  if (strayMarkShare(text) > MOST_STRAY_MARKS) return "stray-marks";
  return undefined;
}

/** Share of tokens that are one letter, "l i k e  t h i s"; 0 for scripts without spaces. */
function singleLetterShare(text: string): number {
  if (WITHOUT_SPACES.test(text)) return 0;
  const tokens = text.split(/\s+/u).filter((token) => /\p{L}/u.test(token));
  const single = tokens.filter((token) => /^\p{L}\p{M}*$/u.test(token));
  return tokens.length === 0 ? 0 : single.length / tokens.length;
}

/**
 * Combining marks at the beginning of a token, as a share of all combining marks. The Thai and Lao vowels that follow
 * their consonant are letters to Unicode, but cannot begin a word either: a lost SARA AM leaves them behind a space.
 */
function strayMarkShare(text: string): number {
  const marks = count(text, /[\p{M}ะาำๅະາຳ]/gu);
  return marks === 0 ? 0 : count(text, /(?<=^|\s)[\p{M}ะาำๅະາຳ]/gu) / marks;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** In code points. */
function length(text: string): number {
  return count(text, /[\s\S]/gu);
}
