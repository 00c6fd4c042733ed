import { expect, test } from "vitest";
import type { PdfPageContent } from "../pdf/pdfPage.ts";
import type { Glyph } from "../pdf/readGlyphs.ts";
import { judgeTextLayer } from "./judgeTextLayer.ts";

const SPANISH =
  "la cosecha del maíz comienza en octubre cuando las hojas de la planta se secan en el valle y los días se acortan " +
  "los campesinos que no tienen tierra a orillas de los ríos la arriendan en el llano y no se quejan de la lluvia";

/** Lines of 60 letters, each 5 points wide. */
function page(text: string, { from = 100, images = [], hidden = false }: Partial<PageOptions> = {}): PdfPageContent {
  const glyphs = Array.from(text, (letter, i): Glyph => {
    const [x, baseline] = [50 + (i % 60) * 5, from + Math.floor(i / 60) * 12];
    const box = { x0: x, x1: x + 5, y0: baseline - 8, y1: baseline + 2, inkX: x + 2.5, baseline };
    return { text: letter, ...box, size: 10, angle: 0, font: 1, hidden, unmapped: false };
  });
  return { width: 600, height: 800, glyphs, text, invisibleShare: hidden ? 1 : 0, unmappedShare: 0, images };
}

interface PageOptions {
  readonly from: number;
  readonly images: PdfPageContent["images"];
  readonly hidden: boolean;
}

const picture = (share: number): PdfPageContent["images"] => [
  { width: 600, height: 800 * share, pixelWidth: 1200, pixelHeight: 1600 * share },
];

test("running text is used as it is", () => {
  const judged = judgeTextLayer(3, page(SPANISH));
  expect(judged).toMatchObject({ trust: true, page: { number: 3, source: "text-layer", dpi: 72, width: 600 } });
});

test("fluent text of exchanged letters is to be compared with OCR", () => {
  const letters = "abcdefghijlmnopqrstuvyz";
  const mojibake = SPANISH.replaceAll(
    /[a-z]/gu,
    (each) => letters[(letters.indexOf(each) + 7) % letters.length] ?? each,
  );
  expect(judgeTextLayer(1, page(mojibake))).toMatchObject({ trust: "compare", reason: "unlikely-text" });
});

test("a picture may hold text that the layer lacks", () => {
  expect(judgeTextLayer(1, page(SPANISH, { images: picture(0.3) }))).toMatchObject({ trust: true });
  const judged = judgeTextLayer(1, page(SPANISH, { images: picture(0.6) }));
  expect(judged).toMatchObject({ trust: "compare", reason: "over-a-picture" });
});

test("a running head over a scanned body, and what nobody sees, is no text of the page", () => {
  const head = page(SPANISH.slice(0, 110), { from: 40, images: picture(0.75) });
  expect(judgeTextLayer(1, head)).toEqual({ trust: false, reason: "only-in-the-margins" });
  expect(judgeTextLayer(1, page(SPANISH, { hidden: true }))).toEqual({ trust: false, reason: "hidden-ocr" });
});
