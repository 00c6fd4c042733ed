import { escapeXml } from "@malmoi/core";
import type { Block, BoundingBox, Language, Line, Page } from "@malmoi/schemas";
import { type OcrDocumentFormat, type OcrDocumentHead, unboxedParagraphs } from "./ocrDocument.ts";
import { attributes } from "./xml.ts";

const CAPABILITIES = "ocr_page ocr_carea ocr_par ocr_line ocrx_word";

const box = (bbox: BoundingBox): string => `bbox ${bbox.map(Math.round).join(" ")}`;

/** A string in a property of the title attribute: hOCR knows no way to escape a quote inside one. */
const quoted = (text: string): string => `"${text.replaceAll('"', "'")}"`;

function languageAttributes(language: Language | undefined): Record<string, string | undefined> {
  if (language === undefined) return {};
  const tag = `${language.code}-${language.script}`;
  return { lang: tag, "xml:lang": tag, dir: language.direction === "rtl" ? "rtl" : undefined };
}

/** Words and, between them, what the line has there: a space, or nothing in scripts that print words without one. */
function wordsOf(line: Line, id: string): string {
  let rest = line.text;
  const words = line.words.map((word, index) => {
    const at = rest.indexOf(word.text);
    // A word that the line spells otherwise is set off by a space, so that no two words run together.
    const gap = at < 0 ? " " : rest.slice(0, at);
    if (at >= 0) rest = rest.slice(at + word.text.length);
    const title = `${box(word.bbox)}; x_wconf ${Math.round(word.confidence * 100)}`;
    const span = attributes({ class: "ocrx_word", id: `${id}_w${index + 1}`, title });
    return `${index > 0 && /\s/u.test(gap) ? " " : ""}<span${span}>${escapeXml(word.text)}</span>`;
  });
  return words.join("");
}

function lineOf(line: Line, id: string): string {
  const span = attributes({ class: "ocr_line", id, title: box(line.bbox) });
  return `<span${span}>${line.words.length > 0 ? wordsOf(line, id) : escapeXml(line.text)}</span>`;
}

function blockOf(block: Block, id: string): string {
  const lines = block.lines.map((line, index) => lineOf(line, `${id}_l${index + 1}`)).join("\n");
  const area = attributes({ class: "ocr_carea", id, title: box(block.bbox) });
  const paragraph = attributes({ class: "ocr_par", id: `${id}_p`, title: box(block.bbox) });
  return `<div${area}>\n<p${paragraph}>\n${lines}\n</p>\n</div>\n`;
}

/** Text without boxes stands in paragraphs and lines all the same; the box of the page is all that is known. */
function textOf(page: Page, id: string): string {
  const whole = box([0, 0, page.width, page.height]);
  return unboxedParagraphs(page.text)
    .map((lines, at) => {
      const spans = lines.map((line, index) => {
        const span = attributes({ class: "ocr_line", id: `${id}_p${at + 1}_l${index + 1}`, title: whole });
        return `<span${span}>${escapeXml(line)}</span>`;
      });
      const paragraph = attributes({ class: "ocr_par", id: `${id}_p${at + 1}`, title: whole });
      return `<p${paragraph}>\n${spans.join("\n")}\n</p>\n`;
    })
    .join("");
}

/**
 * hOCR 1.2 (http://kba.github.io/hocr-spec/1.2/) as one well-formed XHTML document with all pages. `x_wconf` is 0-100;
 * text without boxes (a PDF's own) has the box of its page. Words of a line stand together where the line has no space.
 */
export const hocr: OcrDocumentFormat = {
  open({ source, languages, version }: OcrDocumentHead): string {
    const [first] = languages;
    const spoken = languages.map(({ code, script }) => `${code}-${script}`).join(" ");
    const metas = [
      `<meta${attributes({ name: "ocr-system", content: `malmoi ${version}` })} />`,
      `<meta${attributes({ name: "ocr-capabilities", content: CAPABILITIES })} />`,
      `<meta${attributes({ name: "ocr-langs", content: spoken })} />`,
    ];
    return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"${attributes(languageAttributes(first))}>
<head>
<title>${escapeXml(source)}</title>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
${metas.join("\n")}
</head>
<body>
`;
  },
  page(page, { source }): string {
    const id = `page_${page.number}`;
    const place = `image ${quoted(source)}; ${box([0, 0, page.width, page.height])}; ppageno ${page.number - 1}`;
    const dpi = Math.round(page.dpi);
    const title = `${place}; scan_res ${dpi} ${dpi}`;
    const content =
      page.blocks.length > 0
        ? page.blocks.map((block, index) => blockOf(block, `${id}_b${index + 1}`)).join("")
        : textOf(page, id);
    return `<div${attributes({ class: "ocr_page", id, title })}>\n${content}</div>\n`;
  },
  close: () => "</body>\n</html>\n",
};
