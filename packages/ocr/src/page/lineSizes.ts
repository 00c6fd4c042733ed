import type { ScriptCode } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import { chained, type Moved } from "../image/moved.ts";
import { scale } from "../image/scale.ts";
import { withMargin } from "./prepare.ts";

/**
 * Scripts that join their letters: the models read now one size of a line better and now another, and are surer of what
 * they read well. Of what is made of a clean line by other means (as if it stood on a screen, or were several) they are
 * too sure.
 */
const JOINED: ReadonlySet<ScriptCode> = new Set<ScriptCode>(["Arab"]);

/**
 * Heights of a line, in pixels, that crops in these scripts are tried at. (200 Arabic and Persian lines: CER 14.2 to
 * 12.1 %, vowel marks left out 12.4 to 9.1 %, in three quarters of the readings; by other three heights from 28 to 50
 * 12.0 to 12.4 %.)
 */
export const LINE_HEIGHTS: readonly number[] = [36, 45, 28];

/** Whether lines in a script are tried in other sizes, and in no other way. */
export function isReadBySize(script: ScriptCode): boolean {
  return JOINED.has(script);
}

/** A crop of so many lines, each `height` pixels high, with a margin; undefined if it is no larger. */
export async function linesOfHeight(
  crop: PageImage,
  { height, lines }: { readonly height: number; readonly lines: number },
): Promise<Moved | undefined> {
  const factor = (height * lines) / crop.height;
  if (factor >= 1) return undefined;
  const small = await scale(crop, factor);
  return chained(small, withMargin(small.image));
}
