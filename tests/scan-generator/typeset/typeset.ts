import type { Language } from "@malmoi/schemas";
import { type Raster, whitePage } from "../raster.ts";
import { breakLines } from "./breakLines.ts";
import { drawText, escapeMarkup, type Mask, type TextStyle } from "./drawText.ts";
import { requireFonts } from "./missingCharacters.ts";
import { type PageStyle, pixels } from "./pageStyle.ts";
import { readText } from "./readText.ts";
import { joinTokens, type Token, tokens } from "./tokens.ts";

/** A printed page, black on white, and all text that stands on it in reading order, in lines as printed. */
export interface TypesetPage {
  readonly image: Raster;
  /** Lines end in "\n", paragraphs, title, running head and page number are separated by an empty line. NFC. */
  readonly truth: string;
}

interface Line {
  readonly tokens: readonly Token[];
  readonly startsParagraph: boolean;
  readonly endsParagraph: boolean;
}

/** The right-to-left mark keeps a line right-to-left that happens to begin with European letters. */
function directionMark(language: Language): string {
  return language.direction === "rtl" ? "\u200F" : "";
}

/** Prints a plain text (see `readText`) on as many pages as it takes. Fails if no installed font has its characters. */
export async function typeset(plain: string, language: Language, style: PageStyle): Promise<TypesetPage[]> {
  const source = readText(plain, language);
  await requireFonts(plain + (style.runningHead ?? ""), style.families);
  const pages: TypesetPage[] = [];
  for (const [index, section] of source.sections.entries()) {
    let title = index === 0 ? source.title : null;
    // oxlint-disable-next-line no-await-in-loop -- page numbers go on from the section before
    let lines = await toLines(section, language, style);
    do {
      // oxlint-disable-next-line no-await-in-loop -- what fits decides where the next page begins
      const { page, used } = await setPage(lines, title, pages.length, plain, language, style);
      pages.push(page);
      lines = lines.slice(used);
      title = null;
    } while (lines.length > 0);
  }
  return pages;
}

function bodyStyle(style: PageStyle): TextStyle {
  return { families: style.families, points: style.points, dpi: style.dpi };
}

/** The space that sets first lines in, about one and a half times the size of the letters. */
function indentation(style: PageStyle): string {
  return space((style.points * 1.5 * style.dpi) / 72);
}

/** Its width in pixels: a space at the start of a line is not drawn, so it takes a second line to see it. */
async function indentWidth(language: Language, style: PageStyle): Promise<number> {
  const mark = directionMark(language);
  const without = await drawText(`${mark}|`, bodyStyle(style));
  const together = await drawText(`${mark}|\n${mark}${indentation(style)}|`, bodyStyle(style));
  return together.width - without.width;
}

async function toLines(paragraphs: readonly string[], language: Language, style: PageStyle): Promise<Line[]> {
  const text = bodyStyle(style);
  const width = pixels(style.width - 2 * style.margin, style.dpi);
  const measure = async (line: string): Promise<number> => (await drawText(escapeMarkup(line), text)).width;
  const indent = await indentWidth(language, style);
  const lines: Line[] = [];
  for (const paragraph of paragraphs) {
    // oxlint-disable-next-line no-await-in-loop -- gentle on the machine
    const broken = await breakLines(tokens(paragraph, language), width, indent, measure);
    for (const [index, list] of broken.entries()) {
      lines.push({ tokens: list, startsParagraph: index === 0, endsParagraph: index === broken.length - 1 });
    }
  }
  return lines;
}

/** Sets as many of `lines` as fit on one page. */
async function setPage(
  lines: readonly Line[],
  title: string | null,
  index: number,
  plain: string,
  language: Language,
  style: PageStyle,
): Promise<{ page: TypesetPage; used: number }> {
  const image = whitePage(pixels(style.width, style.dpi), pixels(style.height, style.dpi));
  const margin = pixels(style.margin, style.dpi);
  const truth: string[] = [];
  let top = margin;
  const centred = async (text: string, points: number, y: number): Promise<Mask> => {
    const mask = await drawText(escapeMarkup(text), { ...bodyStyle(style), points, align: "centre" });
    stamp(image, mask, Math.round((image.width - mask.width) / 2), y);
    return mask;
  };

  if (style.runningHead !== null && index > 0) {
    await centred(style.runningHead, style.points * 0.85, Math.round(margin * 0.55));
    truth.push(style.runningHead);
  }
  if (title !== null) {
    const points = style.points * 1.35;
    const measure = async (text: string): Promise<number> =>
      (await drawText(escapeMarkup(text), { ...bodyStyle(style), points })).width;
    const broken = await breakLines(tokens(title, language), image.width - 2 * margin, 0, measure);
    const text = broken.map(joinTokens).join("\n");
    top += (await centred(text, points, top)).height + Math.round((style.points * 1.6 * style.dpi) / 72);
    truth.push(text);
  }

  const body = await fill(lines, image.height - margin - top, image.width - 2 * margin, language, style);
  if (body !== null) {
    stamp(image, body.mask, language.direction === "rtl" ? image.width - margin - body.mask.width : margin, top);
    truth.push(printed(lines.slice(0, body.used)));
  }
  if (style.firstPageNumber !== null) {
    const number = pageNumber(style.firstPageNumber + index, plain, language);
    await centred(number, style.points * 0.9, image.height - Math.round(margin * 0.7));
    truth.push(number);
  }
  return { page: { image, truth: `${truth.join("\n\n")}\n` }, used: body?.used ?? 0 };
}

/** Draws as many lines as `height` holds; null if there are none to draw. */
async function fill(
  lines: readonly Line[],
  height: number,
  width: number,
  language: Language,
  style: PageStyle,
): Promise<{ mask: Mask; used: number } | null> {
  const [first] = lines;
  if (first === undefined) return null;
  const text = bodyStyle(style);
  const sample = escapeMarkup(joinTokens(first.tokens));
  const one = (await drawText(sample, text)).height;
  const pitch = (await drawText(`${sample}\n${sample}`, text)).height - one;
  const spacing = Math.round(pitch * (style.leading - 1));
  const markup = await Promise.all(
    lines.slice(0, Math.ceil(height / pitch) + 1).map((line) => lineMarkup(line, width, language, style)),
  );
  // Lines with letters of another font are higher than the sample: the drawing itself says how many fit.
  for (let used = markup.length; used > 0; used--) {
    // oxlint-disable-next-line no-await-in-loop -- a search that nearly always ends at once
    const mask = await drawText(markup.slice(0, used).join("\n"), { ...text, spacing });
    if (mask.height <= height) return { mask, used };
  }
  throw new Error("The page is too low for a single line; make it higher or the letters smaller");
}

/** A line with its indent and, if lines are to end flush, with wider spaces. */
async function lineMarkup(line: Line, width: number, language: Language, style: PageStyle): Promise<string> {
  const mark = directionMark(language);
  const lead = line.startsParagraph ? `${mark}${indentation(style)}` : mark;
  const plain = escapeMarkup(joinTokens(line.tokens));
  const gaps = plain.split(" ").length - 1;
  if (!style.justify || !language.spaces || line.endsParagraph || gaps === 0) return lead + plain;
  const mask = await drawText(plain, bodyStyle(style));
  const extra = width - mask.width - (line.startsParagraph ? await indentWidth(language, style) : 0);
  // A line with few, long words is better left short than torn apart.
  if (extra <= 0 || extra / gaps > (style.points * 1.5 * style.dpi) / 72) return lead + plain;
  return lead + plain.replaceAll(" ", space(extra / gaps, " "));
}

/** A space that is wider than usual by `extra` pixels. Pango counts letter spacing in 1024ths of a pixel here. */
function space(extra: number, character = "\u00A0"): string {
  return `<span letter_spacing="${Math.round(extra * 1024)}">${character}</span>`;
}

function printed(lines: readonly Line[]): string {
  return lines
    .map((line, index) => `${line.startsParagraph && index > 0 ? "\n" : ""}${joinTokens(line.tokens)}`)
    .join("\n");
}

/** In the digits the text itself uses. */
function pageNumber(number: number, plain: string, language: Language): string {
  const usesOwn = Array.from(language.digits).some((digit) => plain.includes(digit));
  return usesOwn
    ? String(number).replaceAll(/\d/g, (digit) => language.digits[Number(digit)] ?? digit)
    : String(number);
}

/** Prints a mask on a page, its top left corner at `left`, `top`. Changes `page`, which nobody else has seen yet. */
function stamp(page: Raster, mask: Mask, left: number, top: number): void {
  for (let y = 0; y < mask.height; y++) {
    const row = y + top;
    if (row < 0 || row >= page.height) continue;
    for (let x = 0; x < mask.width; x++) {
      const column = x + left;
      const dark = mask.data[y * mask.width + x] ?? 0;
      if (dark === 0 || column < 0 || column >= page.width) continue;
      const at = (row * page.width + column) * 3;
      page.data.fill(Math.min(page.data[at] ?? 255, 255 - dark), at, at + 3);
    }
  }
}
