import { callPdfium, type Pdfium, pdfiumFunction, withMemory } from "./pdfium.ts";

/** Left, bottom, right, top in points, from the page's lower left corner. */
export type PageBox = readonly [number, number, number, number];

/**
 * One glyph of a page's text, in points of the page as it is shown (turned by /Rotate), from its top left corner.
 */
export interface Glyph {
  /** What it stands for: one letter, or the letters of a ligature in logical order; " " for a space. */
  readonly text: string;
  /** The ends of its advance, and the top and bottom of its font. */
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  /** Middle of its ink: where a mark without an advance really is. */
  readonly inkX: number;
  readonly baseline: number;
  /** Font size as drawn. */
  readonly size: number;
  /** Degrees its line is turned clockwise on the shown page, 0-359, rounded. */
  readonly angle: number;
  /** PDFium's handle of its font. */
  readonly font: number;
  /** Nobody sees it: drawn invisibly, wholly transparent, under an image painted later, or off the page. */
  readonly hidden: boolean;
  /** Its font does not say what it is. */
  readonly unmapped: boolean;
}

interface PageFacts {
  readonly width: number;
  readonly height: number;
  /** When each of the page's own objects is painted. */
  readonly order: ReadonlyMap<number, number>;
  /** Images that nothing shines through. */
  readonly covers: readonly { readonly painted: number; readonly box: PageBox }[];
}

/** What a text object's glyphs have in common. */
interface TextObject {
  readonly font: number;
  readonly size: number;
  readonly angle: number;
  readonly hidden: boolean;
  readonly painted: number | undefined;
}

/** ISO 32000-1, 9.3.6: 3 draws nothing, 7 only clips. */
const INVISIBLE_MODES: ReadonlySet<number> = new Set([3, 7]);
/** PDFium's marks for a hyphen at a line's end. */
const LINE_END_HYPHENS: ReadonlySet<number> = new Set([0x02, 0xfffe]);
/** FPDF_PageToDevice answers in whole device units: so many to the point. */
const FINENESS = 1000;
const ARABIC = /^[\p{Script=Arabic}\p{M}]+$/u;

export interface PageGlyphs {
  /** In PDFium's order, without the spaces and line ends that PDFium adds. */
  readonly glyphs: Glyph[];
  /** The characters in PDFium's order, with its spaces and lines: how they stand in the file, not how they are read. */
  readonly text: string;
}

/** The glyphs of a loaded page. */
export function readGlyphs(module: Pdfium, page: number, facts: PageFacts): PageGlyphs {
  const textPage = callPdfium(module, "FPDFText_LoadPage", page);
  if (textPage === 0) return { glyphs: [], text: "" };
  try {
    return withMemory(module, 96, (at) => readAll(module, textPage, at, { ...facts, page }));
  } finally {
    callPdfium(module, "FPDFText_ClosePage", textPage);
  }
}

function readAll(
  module: Pdfium,
  textPage: number,
  at: number,
  facts: PageFacts & { readonly page: number },
): PageGlyphs {
  const show = shownBy(module, facts, at);
  const { ox, oy, xx, xy, yx, yy } = show;
  const textObject = pdfiumFunction(module, "FPDFText_GetTextObject");
  const unicode = pdfiumFunction(module, "FPDFText_GetUnicode");
  const charBox = pdfiumFunction(module, "FPDFText_GetCharBox");
  const charOrigin = pdfiumFunction(module, "FPDFText_GetCharOrigin");
  const looseCharBox = pdfiumFunction(module, "FPDFText_GetLooseCharBox");
  const mapError = pdfiumFunction(module, "FPDFText_HasUnicodeMapError");
  const objects = new Map<number, TextObject>();
  const glyphs: Glyph[] = [];
  const characters: string[] = [];
  let lastObject = 0;
  // Ink and origin of the last glyph.
  let [lastLeft, lastRight, lastBottom, lastX, lastY] = [0, 0, 0, 0, 0];
  let letters: string[] = [];
  let { doubles, floats } = viewsOf(module, at);
  const count = Math.max(0, callPdfium(module, "FPDFText_CountChars", textPage));
  for (let i = 0; i < count; i += 1) {
    const handle = Number(textObject(textPage, i));
    const text = spell(Number(unicode(textPage, i)));
    characters.push(text);
    if (handle === 0) continue;
    if (text === "" || text === "\r" || text === "\n") continue;
    let object = objects.get(handle);
    if (object === undefined) {
      object = readObject(module, textPage, i, handle, at, facts, show);
      objects.set(handle, object);
    }
    charBox(textPage, i, at, at + 8, at + 16, at + 24);
    charOrigin(textPage, i, at + 32, at + 40);
    looseCharBox(textPage, i, at + 48);
    // When the module takes more memory, all of it moves to a new buffer.
    if (doubles.buffer !== module.HEAPU8.buffer) ({ doubles, floats } = viewsOf(module, at));
    const inkLeft = doubles[0] ?? 0;
    const inkRight = doubles[1] ?? 0;
    const inkBottom = doubles[2] ?? 0;
    const inkTop = doubles[3] ?? 0;
    const originX = doubles[4] ?? 0;
    const originY = doubles[5] ?? 0;
    const last = glyphs.at(-1);
    const samePlace =
      inkLeft === lastLeft &&
      inkRight === lastRight &&
      inkBottom === lastBottom &&
      originX === lastX &&
      originY === lastY;
    if (handle === lastObject && samePlace && last !== undefined) {
      letters.push(text);
      glyphs[glyphs.length - 1] = { ...last, text: ligature(letters) };
      continue;
    }
    lastObject = handle;
    lastLeft = inkLeft;
    lastRight = inkRight;
    lastBottom = inkBottom;
    lastX = originX;
    lastY = originY;
    letters = [text];
    const left = floats[0] ?? 0;
    const top = floats[1] ?? 0;
    const right = floats[2] ?? 0;
    const bottom = floats[3] ?? 0;
    // `show` by hand: no arrays for thousands of points.
    const ax = ox + xx * left + yx * bottom;
    const ay = oy + xy * left + yy * bottom;
    const bx = ox + xx * right + yx * top;
    const by = oy + xy * right + yy * top;
    const middleX = (inkLeft + inkRight) / 2;
    const middleY = (inkBottom + inkTop) / 2;
    const inkX = ox + xx * middleX + yx * middleY;
    const inkY = oy + xy * middleX + yy * middleY;
    const baseline = oy + xy * originX + yy * originY;
    const { painted } = object;
    glyphs.push({
      text,
      x0: Math.min(ax, bx),
      x1: Math.max(ax, bx),
      y0: Math.min(ay, by),
      y1: Math.max(ay, by),
      inkX,
      baseline,
      size: object.size,
      angle: object.angle,
      font: object.font,
      hidden:
        object.hidden ||
        inkX < 0 ||
        inkX > facts.width ||
        inkY < 0 ||
        inkY > facts.height ||
        (painted !== undefined &&
          facts.covers.some((cover) => cover.painted > painted && inside(middleX, middleY, cover.box))),
      unmapped: mapError(textPage, i) === 1,
    });
  }
  return { glyphs, text: characters.join("").replaceAll("\r\n", "\n") };
}

/** Six doubles (ink box and origin) at `at`, and behind them four floats (the loose box). */
function viewsOf(module: Pdfium, at: number): { doubles: Float64Array; floats: Float32Array } {
  const { buffer } = module.HEAPU8;
  return { doubles: new Float64Array(buffer, at, 6), floats: new Float32Array(buffer, at + 48, 4) };
}

function inside(x: number, y: number, [left, bottom, right, top]: PageBox): boolean {
  return x > left && x < right && y > bottom && y < top;
}

/** From the page's own units to points on the page as it is shown: x' = ox + xx x + yx y, y' = oy + xy x + yy y. */
interface Show {
  readonly ox: number;
  readonly oy: number;
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
}

/** The map is affine: three points tell it. */
function shownBy(module: Pdfium, { page, width, height }: PageFacts & { readonly page: number }, at: number): Show {
  const [w, h] = [Math.round(width * FINENESS), Math.round(height * FINENESS)];
  const device = (x: number, y: number): [number, number] => {
    callPdfium(module, "FPDF_PageToDevice", page, 0, 0, w, h, 0, x, y, at, at + 4);
    const [dx = 0, dy = 0] = new Int32Array(module.HEAPU8.buffer, at, 2);
    return [dx / FINENESS, dy / FINENESS];
  };
  const [ox, oy] = device(0, 0);
  const [ax, ay] = device(100, 0);
  const [bx, by] = device(0, 100);
  return { ox, oy, xx: (ax - ox) / 100, xy: (ay - oy) / 100, yx: (bx - ox) / 100, yy: (by - oy) / 100 };
}

function readObject(
  module: Pdfium,
  textPage: number,
  index: number,
  handle: number,
  at: number,
  { order }: PageFacts,
  show: Show,
): TextObject {
  callPdfium(module, "FPDFText_GetMatrix", textPage, index, at);
  const [a = 1, b = 0, c = 0, d = 1] = new Float32Array(module.HEAPU8.buffer, at, 4);
  callPdfium(module, "FPDFTextObj_GetFontSize", handle, at);
  const [fontSize = 0] = new Float32Array(module.HEAPU8.buffer, at, 1);
  const [right, down] = [show.xx * a + show.yx * b, show.xy * a + show.yy * b];
  const degrees = Math.round((Math.atan2(down, right) * 180) / Math.PI);
  const coloured = callPdfium(module, "FPDFPageObj_GetFillColor", handle, at, at + 4, at + 8, at + 12) === 1;
  const alpha = new Uint32Array(module.HEAPU8.buffer, at + 12, 1)[0] ?? 255;
  return {
    font: callPdfium(module, "FPDFTextObj_GetFont", handle),
    size: Math.max(0.1, fontSize * Math.hypot(c, d)),
    angle: (degrees + 360) % 360,
    hidden:
      INVISIBLE_MODES.has(callPdfium(module, "FPDFTextObj_GetTextRenderMode", handle)) || (coloured && alpha === 0),
    painted: order.get(handle),
  };
}

function spell(code: number): string {
  if (code === 0 || code > 0x10ffff) return "";
  return LINE_END_HYPHENS.has(code) ? "-" : String.fromCodePoint(code);
}

/**
 * PDFium reverses right-to-left runs letter by letter, and so turns the letters of each Arabic ligature around; those
 * it takes apart itself (presentation forms) it leaves. No word has alef before lam in one glyph: lam comes first.
 */
function ligature(letters: readonly string[]): string {
  if (!letters.every((each) => ARABIC.test(each))) return letters.join("");
  const turned = letters.toReversed().join("");
  return turned.replace(/^([اأإآٱ])ل$/u, "ل$1");
}
