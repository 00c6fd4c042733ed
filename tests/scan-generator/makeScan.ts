import type { Language } from "@malmoi/schemas";
import { degrade } from "./degradations/degrade.ts";
import { type RecipeName, RECIPES } from "./degradations/recipes.ts";
import type { Raster } from "./raster.ts";
import { type PageStyle, pixels } from "./typeset/pageStyle.ts";
import { typeset } from "./typeset/typeset.ts";
import { whitePage } from "./raster.ts";

/** A page as the scanner saw it, and what is written on it. */
export interface ScannedPage {
  readonly image: Raster;
  readonly truth: string;
}

/**
 * Text to scanned pages: typeset, then degraded by a recipe. The back of a page is the page before it (the one
 * after it for the first); a single page shows its own print, as set-off from a stack does. Same arguments, same pixels.
 */
export async function makeScan(
  plain: string,
  language: Language,
  style: PageStyle,
  recipe: RecipeName,
  seed: string,
): Promise<ScannedPage[]> {
  const pages = await typeset(plain, language, style);
  const scanned: ScannedPage[] = [];
  for (const [index, page] of pages.entries()) {
    const back = (pages[index - 1] ?? pages[index + 1] ?? page).image;
    const steps = RECIPES[recipe](back, style.dpi);
    // oxlint-disable-next-line no-await-in-loop -- one page in memory at a time
    scanned.push({ image: await degrade(page.image, steps, `${seed}/${index}`), truth: page.truth });
  }
  return scanned;
}

/** A sheet with nothing on it, scanned all the same. */
export async function makeBlankScan(style: PageStyle, recipe: RecipeName, seed: string): Promise<ScannedPage> {
  const sheet = whitePage(pixels(style.width, style.dpi), pixels(style.height, style.dpi));
  return { image: await degrade(sheet, RECIPES[recipe](sheet, style.dpi), seed), truth: "" };
}
