import { escapeXml } from "@malmoi/core";
import type { Block, BoundingBox, Line, Page } from "@malmoi/schemas";
import { type OcrDocumentFormat, type OcrDocumentHead, unboxedParagraphs } from "./ocrDocument.ts";
import { attributes } from "./xml.ts";

const NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#";
const SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd";

/** ALTO wants whole pixels here, and no box without extent. */
function place([x0, y0, x1, y1]: BoundingBox): Record<string, number> {
  const [left, top] = [Math.max(0, Math.round(x0)), Math.max(0, Math.round(y0))];
  return {
    HPOS: left,
    VPOS: top,
    WIDTH: Math.max(1, Math.round(x1) - left),
    HEIGHT: Math.max(1, Math.round(y1) - top),
  };
}

const share = (value: number): string => Math.min(1, Math.max(0, value)).toFixed(2);

/** A space between two words of a line, as wide as the gap between their boxes, on whichever side the next one stands. */
function space(before: BoundingBox, after: BoundingBox): string {
  const [left, right] = before[0] <= after[0] ? [before[2], after[0]] : [after[2], before[0]];
  const { HPOS, VPOS, WIDTH } = place([left, Math.max(before[1], after[1]), Math.max(left, right), 0]);
  return `<SP${attributes({ WIDTH, VPOS, HPOS })}/>`;
}

function lineOf(line: Line, id: string): string {
  const open = `<TextLine${attributes({ ID: id, ...place(line.bbox) })}>`;
  let rest = line.text;
  const parts: string[] = [];
  const words =
    line.words.length > 0 ? line.words : [{ text: line.text, bbox: line.bbox, confidence: line.confidence }];
  for (const [index, word] of words.entries()) {
    const at = rest.indexOf(word.text);
    const gap = at < 0 ? " " : rest.slice(0, at);
    if (at >= 0) rest = rest.slice(at + word.text.length);
    const previous = words[index - 1];
    if (previous !== undefined && /\s/u.test(gap)) parts.push(space(previous.bbox, word.bbox));
    const name = `${id}_w${index + 1}`;
    const values = { ID: name, ...place(word.bbox), CONTENT: word.text, WC: share(word.confidence) };
    parts.push(`<String${attributes(values)}/>`);
  }
  return `${open}\n${parts.join("\n")}\n</TextLine>\n`;
}

function blockOf(block: Block, id: string, direction: "ltr" | "rtl"): string {
  const lines = block.lines.map((line, index) => lineOf(line, `${id}_l${index + 1}`)).join("");
  return `<TextBlock${attributes({ ID: id, ...place(block.bbox), BASEDIRECTION: direction })}>\n${lines}</TextBlock>\n`;
}

/** Lines without boxes get that of the page: their text is known, their place is not. */
function unboxed(page: Page): Block[] {
  const bbox: BoundingBox = [0, 0, page.width, page.height];
  const { confidence } = page;
  return unboxedParagraphs(page.text).map((lines) => ({
    bbox,
    lines: lines.map((text) => ({
      text,
      bbox,
      confidence,
      words: (text.match(/\S+/gu) ?? []).map((word) => ({ text: word, bbox, confidence })),
    })),
  }));
}

/**
 * ALTO 4.4 (https://www.loc.gov/standards/alto/) as one document with all pages, in pixels; `WC` and `PC` are 0-1.
 * `SP` stands only where the line has a space: in Thai and its like strings follow each other without one. Text without
 * boxes (a PDF's own) has the box of its page.
 */
export const alto: OcrDocumentFormat = {
  open({ source, version }: OcrDocumentHead): string {
    return `<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="${NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${NAMESPACE} ${SCHEMA}">
<Description>
<MeasurementUnit>pixel</MeasurementUnit>
<sourceImageInformation>
<fileName>${escapeXml(source)}</fileName>
</sourceImageInformation>
<Processing ID="processing_1">
<processingStepDescription>text recognition</processingStepDescription>
<processingSoftware>
<softwareName>malmoi</softwareName>
<softwareVersion>${escapeXml(version)}</softwareVersion>
</processingSoftware>
</Processing>
</Description>
<Layout>
`;
  },
  page(page, { languages }): string {
    const id = `page_${page.number}`;
    const [first] = languages;
    const whole = { HPOS: 0, VPOS: 0, WIDTH: page.width, HEIGHT: page.height };
    const blocks = page.blocks.length > 0 ? page.blocks : unboxed(page);
    const lang = first === undefined ? undefined : `${first.code}-${first.script}`;
    const sheet = attributes({
      ID: id,
      WIDTH: page.width,
      HEIGHT: page.height,
      PHYSICAL_IMG_NR: page.number,
      LANG: lang,
      PC: share(page.confidence),
      PROCESSINGREFS: "processing_1",
    });
    const direction = first?.direction ?? "ltr";
    const content = blocks.map((block, index) => blockOf(block, `${id}_b${index + 1}`, direction)).join("");
    return `<Page${sheet}>\n<PrintSpace${attributes({ ID: `${id}_space`, ...whole })}>\n${content}</PrintSpace>\n</Page>\n`;
  },
  close: () => "</Layout>\n</alto>\n",
};
