import { drawText, escapeMarkup, type Mask, type TextStyle } from "./drawText.ts";

/** Invisible by definition, so that a box can never be drawn for them. */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}\p{Cc}]/u;

/**
 * The characters of `text` that no installed font has, in order of appearance. Pango draws a box with the code point
 * inside for those; all such boxes have one size and one frame, and code points that are never characters give
 * the samples.
 */
export async function missingCharacters(text: string, families: string): Promise<string[]> {
  const style: TextStyle = { families, points: 20, dpi: 100 };
  const boxes = [await drawText("\uFDD0", style), await drawText("\u{10FFFF}", style)];
  const missing: string[] = [];
  for (const character of new Set(text)) {
    if (INVISIBLE.test(character)) continue;
    // oxlint-disable-next-line no-await-in-loop -- one small drawing at a time is fast, hundreds at once are not
    const drawn = await drawText(escapeMarkup(character), style);
    if (boxes.some((box) => sameFrame(box, drawn))) missing.push(character);
  }
  return missing;
}

/** Whether two drawings have the same size and the same outermost pixels. */
function sameFrame(a: Mask, b: Mask): boolean {
  if (a.width !== b.width || a.height !== b.height) return false;
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      const onFrame = x === 0 || y === 0 || x === a.width - 1 || y === a.height - 1;
      if (onFrame && a.data[y * a.width + x] !== b.data[y * b.width + x]) return false;
    }
  }
  return true;
}

/** Throws, with what to install, if some character of `text` would come out as a box. */
export async function requireFonts(text: string, families: string): Promise<void> {
  const missing = await missingCharacters(text, families);
  if (missing.length === 0) return;
  const sample = missing.slice(0, 8).map((character) => {
    const point = character.codePointAt(0) ?? 0;
    return `${character} (U+${point.toString(16).toUpperCase().padStart(4, "0")})`;
  });
  throw new Error(
    `No installed font has ${missing.length} of the characters of this text: ${sample.join(", ")}. ` +
      `Wanted: ${families}. Install fonts, for example Debian's fonts-noto-core and fonts-noto-cjk, or name another with --font.`,
  );
}
