import type { Page } from "@malmoi/schemas";
import type { PdfPageContent } from "../pdf/pdfPage.ts";
import type { Glyph } from "../pdf/readGlyphs.ts";
import { imageShare } from "../pdf/renderScale.ts";
import { distrust, type Distrust } from "../pdf/textLayer.ts";
import { mixesSaraAm } from "./mixesSaraAm.ts";
import { bestFrequentWordShare } from "./frequentWords.ts";
import { textOf } from "../page/textOf.ts";
import { layOut } from "./layOut.ts";

/** Why a text layer is to be compared with what OCR reads before it is used. */
export type Suspicion = "unlikely-text" | "over-a-picture";

/**
 * `compare`: recognise the page too, and use `page` only if `agreesWithOcr` says so, else the recognition. It depends
 * on this page alone, so that pages can be read in any order on any machine.
 */
export type TextLayerJudgement =
  | { readonly trust: true; readonly page: Page }
  | { readonly trust: false; readonly reason: Distrust }
  | { readonly trust: "compare"; readonly page: Page; readonly reason: Suspicion };

/** Boxes of a text layer are given as if the page were rendered at this resolution: in points. */
const NOMINAL_DPI = 72;
/** Fewer letters say nothing about how likely the text is. */
const LETTERS_TO_JUDGE = 150;
/** Ten frequent words make up 9-28 % of running text; tables and lists of names have fewer, exchanged letters hardly any. */
const LEAST_FREQUENT_WORDS = 0.015;
/** A picture of this share of the page may hold text that the layer lacks. */
const LARGE_PICTURE = 0.4;

/**
 * Can a page's own text be used? What nobody sees of it is left out. Whether it is likely text is asked of all languages
 * of LANGUAGES: documents quote, and a layer in an undeclared language is no broken one.
 */
export function judgeTextLayer(number: number, content: PdfPageContent): TextLayerJudgement {
  const { width, height, invisibleShare, unmappedShare, images } = content;
  const seen = content.glyphs.filter(({ hidden }) => !hidden);
  const covered = imageShare(content, images);
  const blocks = layOut(seen, content);
  const text = textOf(blocks);
  const reason = distrust({
    text,
    invisibleShare,
    unmappedShare,
    imageShare: covered,
    inMargins: inMargins(seen, height),
  });
  if (reason !== undefined) return { trust: false, reason };
  if (mixesSaraAm(content.text, text)) return { trust: false, reason: "mixed-up-letters" };
  const page: Page = {
    number,
    width: Math.max(1, Math.round(width)),
    height: Math.max(1, Math.round(height)),
    dpi: NOMINAL_DPI,
    source: "text-layer",
    extractor: "pdfium",
    text,
    confidence: 1,
    ink: 0,
    coverage: 1,
    steps: [],
    blocks,
  };
  if (!isLikely(text)) {
    return { trust: "compare", page, reason: "unlikely-text" };
  }
  return covered >= LARGE_PICTURE ? { trust: "compare", page, reason: "over-a-picture" } : { trust: true, page };
}

/** Do all letters stand where running heads and page numbers do, in the outer eighth at the top or the bottom? */
function inMargins(glyphs: readonly Glyph[], height: number): boolean {
  return glyphs.every(
    ({ baseline, text }) => text.trim() === "" || baseline < height / 8 || baseline > (height * 7) / 8,
  );
}

function isLikely(text: string): boolean {
  return (text.match(/\p{L}/gu)?.length ?? 0) < LETTERS_TO_JUDGE || bestFrequentWordShare(text) >= LEAST_FREQUENT_WORDS;
}
