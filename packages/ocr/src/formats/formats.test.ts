import { findLanguage, type Language, type Line, type Page } from "@malmoi/schemas";
import { describe, expect, it } from "vitest";
import { alto } from "./alto.ts";
import { hocr } from "./hocr.ts";
import { documentWriter, type OcrDocumentFormat, type OcrDocumentHead } from "./ocrDocument.ts";
import { elements, parseXml, textOf, type XmlElement } from "./testXml.ts";

function row(tag: string): Language {
  const language = findLanguage(tag);
  if (language === undefined) throw new Error(`no ${tag}`);
  return language;
}

const head = (tag: string, source = "a.tif"): OcrDocumentHead => ({ source, languages: [row(tag)], version: "1.2.3" });

/** A line of words side by side, 10 pixels a letter. */
function line(text: string, words: readonly string[], y = 20): Line {
  let x = 10;
  const placed = words.map((word) => {
    const left = x;
    x += word.length * 10 + 5;
    return { text: word, bbox: [left, y, x - 5, y + 10] as [number, number, number, number], confidence: 0.456 };
  });
  return { text, bbox: [10, y, x - 5, y + 10], confidence: 0.5, words: placed };
}

function page(number: number, lines: readonly Line[], text = lines.map((each) => each.text).join("\n")): Page {
  return {
    number,
    width: 600,
    height: 800,
    dpi: 299.6,
    source: lines.length > 0 ? "ocr" : "text-layer",
    extractor: "test",
    text,
    confidence: 0.75,
    ink: 0.1,
    coverage: 0.9,
    steps: [],
    blocks: lines.length > 0 ? [{ bbox: [10, 20, 300, 60], lines: [...lines] }] : [],
  };
}

function written(format: OcrDocumentFormat, about: OcrDocumentHead, ...pages: Page[]): XmlElement {
  const writer = documentWriter(format, about);
  return parseXml(pages.map((each) => writer.page(each)).join("") + writer.end());
}

const byClass = (root: XmlElement, name: string): XmlElement[] =>
  ["div", "p", "span"].flatMap((tag) => elements(root, tag)).filter(({ attributes }) => attributes["class"] === name);

describe("hOCR", () => {
  it("has pages, areas, paragraphs, lines and words, with boxes and confidence", () => {
    const root = written(
      hocr,
      head("spa_Latn"),
      page(1, [line("el río", ["el", "río"])]),
      page(2, [line("sol", ["sol"])]),
    );
    expect(root.attributes).toMatchObject({ lang: "spa-Latn", "xml:lang": "spa-Latn" });
    expect(byClass(root, "ocr_page").map(({ attributes }) => attributes["title"])).toEqual([
      'image "a.tif"; bbox 0 0 600 800; ppageno 0; scan_res 300 300',
      'image "a.tif"; bbox 0 0 600 800; ppageno 1; scan_res 300 300',
    ]);
    for (const name of ["ocr_carea", "ocr_par", "ocr_line"]) expect(byClass(root, name)).toHaveLength(2);
    expect(byClass(root, "ocr_line").map(textOf)).toEqual(["el río", "sol"]);
    expect(byClass(root, "ocrx_word")[0]?.attributes["title"]).toBe("bbox 10 20 30 30; x_wconf 46");
    const ids = ["div", "p", "span"].flatMap((tag) => elements(root, tag)).map(({ attributes }) => attributes["id"]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("says that a script runs from right to left", () => {
    expect(written(hocr, head("arb_Arab"), page(1, [])).attributes["dir"]).toBe("rtl");
    expect(written(hocr, head("spa_Latn"), page(1, [])).attributes["dir"]).toBeUndefined();
  });
});

describe("ALTO", () => {
  it("describes pages, blocks, lines, strings and spaces in pixels", () => {
    const root = written(alto, head("spa_Latn"), page(1, [line("el río", ["el", "río"])]), page(2, []));
    expect(root.attributes["xmlns"]).toBe("http://www.loc.gov/standards/alto/ns-v4#");
    expect(elements(root, "MeasurementUnit").map(textOf)).toEqual(["pixel"]);
    expect(elements(root, "TextBlock")[0]?.attributes["BASEDIRECTION"]).toBe("ltr");
    expect(elements(root, "softwareVersion").map(textOf)).toEqual(["1.2.3"]);
    expect(elements(root, "Page").map(({ attributes }) => attributes["PHYSICAL_IMG_NR"])).toEqual(["1", "2"]);
    const [strip] = elements(root, "TextLine");
    const parts = strip?.children.filter((child) => typeof child !== "string") ?? [];
    expect(parts.map(({ name }) => name)).toEqual(["String", "SP", "String"]);
    expect(parts[0]?.attributes).toEqual({
      ID: "page_1_b1_l1_w1",
      HPOS: "10",
      VPOS: "20",
      WIDTH: "20",
      HEIGHT: "10",
      CONTENT: "el",
      WC: "0.46",
    });
    expect(parts[1]?.attributes).toEqual({ WIDTH: "5", VPOS: "20", HPOS: "30" });
  });

  it("puts a space into the gap of a line that runs from right to left", () => {
    const words = line("אב גד", ["אב", "גד"]);
    const mirrored = words.words.map((word) => {
      const [x0, y0, x1, y1] = word.bbox;
      return { ...word, bbox: [200 - x1, y0, 200 - x0, y1] as [number, number, number, number] };
    });
    const root = written(alto, head("heb_Hebr"), page(1, [{ ...words, words: mirrored }]));
    expect(elements(root, "SP")[0]?.attributes).toEqual({ WIDTH: "5", VPOS: "20", HPOS: "165" });
  });
});

describe.each([
  ["hOCR", hocr],
  ["ALTO", alto],
] as const)("%s", (name, format) => {
  const linesOf = (root: XmlElement): string[] =>
    name === "hOCR"
      ? byClass(root, "ocr_line").map(textOf)
      : elements(root, "TextLine").map((strip) =>
          strip.children
            .filter((child) => typeof child !== "string")
            .map((child) => (child.name === "SP" ? " " : (child.attributes["CONTENT"] ?? "")))
            .join(""),
        );

  it("puts no space where the line has none", () => {
    const thai = line("ภาษาไทย ดี", ["ภาษา", "ไทย", "ดี"]);
    expect(linesOf(written(format, head("tha_Thai"), page(1, [thai])))).toEqual(["ภาษาไทย ดี"]);
  });

  it("gives the text of pages without boxes, and blank pages", () => {
    const root = written(format, head("spa_Latn"), page(1, [], "uno dos\ntres\n\ncuatro"), page(2, []));
    expect(linesOf(root)).toEqual(["uno dos", "tres", "cuatro"]);
  });

  it("stays well formed whatever is on the page or in the file name", () => {
    const wild = 'a<b>&"c"\u0001\uFFFE\u0007\uD800';
    const root = written(format, head("spa_Latn", 'x"<&>\u0002.tif'), page(1, [line(wild, [wild])]), page(2, [], wild));
    expect(linesOf(root)).toEqual(['a<b>&"c"\uFFFD\uFFFD\uFFFD\uFFFD', 'a<b>&"c"\uFFFD\uFFFD\uFFFD\uFFFD']);
  });

  it("writes nothing without a page", () => {
    expect(documentWriter(format, head("spa_Latn")).end()).toBe("");
  });

  it("gives each page when it is read", () => {
    const writer = documentWriter(format, head("spa_Latn"));
    expect(writer.page(page(1, [line("sol", ["sol"])]))).toContain("sol");
    expect(writer.page(page(2, [line("luna", ["luna"])]))).toMatch(/^<(?:div|Page)[^]*luna/);
  });
});
