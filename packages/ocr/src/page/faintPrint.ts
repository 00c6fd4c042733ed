import type { PageImage } from "../decode/pageImage.ts";
import { strengthen } from "../image/light.ts";
import { type ChooseModelOptions, probeModels } from "./chooseModel.ts";
import type { Cleaned } from "./cleaned.ts";
import { densestStrip } from "./densestStrip.ts";
import { faintPieces, faintPiecesFromAfar, inkOf, provesBlank } from "./ink.ts";

/** A short line of text has as many letters. */
const A_LINE = 20;

/**
 * What shows through from the other side is mirrored and reads as nothing. (Of ten pages in five sets whose ink was made so
 * faint eight reached 0.34 to 0.95; their mirror images 0.06 to 0.15.)
 */
const READABLE = 0.2;

/** Whether a page that looks blank from afar, made smaller, may have faint print. */
export const mayHaveFaintPrint = (small: PageImage): boolean => faintPiecesFromAfar(small) >= A_LINE;

/**
 * A page without ink, but with pieces half as dark: print that has faded or was scanned too lightly, if a strip of it can be
 * read; undefined if it cannot, and is what shows through from the other side.
 */
export async function faintPrint(page: PageImage, options: ChooseModelOptions): Promise<Cleaned | undefined> {
  if (faintPieces(page) < A_LINE) return undefined;
  const image = strengthen(page);
  const ink = inkOf(image);
  if (provesBlank(ink)) return undefined;
  const { score } = await probeModels(densestStrip(image, ink), options);
  return score < READABLE ? undefined : { image, ink, steps: ["faint print made black"] };
}
