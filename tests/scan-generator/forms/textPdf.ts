import type { Language } from "@malmoi/schemas";
import { readText } from "../typeset/readText.ts";
import { writePdf, type PdfObject } from "./writePdf.ts";

/** A5 in points. */
const WIDTH = 420;
const HEIGHT = 595;
const MARGIN = 45;
const SIZE = 10.5;
const LEADING = 15;
/** Characters a line: Helvetica's running text is about half as wide as it is high, so that this always fits. */
const COLUMNS = 58;
const LINES = Math.floor((HEIGHT - 2 * MARGIN) / LEADING) - 2;

/** Characters of WinAnsiEncoding that Latin-1 has elsewhere or not at all. */
const WIN_ANSI: ReadonlyMap<string, number> = new Map([
  ["€", 0x80],
  ["…", 0x85],
  ["Š", 0x8a],
  ["Œ", 0x8c],
  ["Ž", 0x8e],
  ["‘", 0x91],
  ["’", 0x92],
  ["“", 0x93],
  ["”", 0x94],
  ["–", 0x96],
  ["—", 0x97],
  ["š", 0x9a],
  ["œ", 0x9c],
  ["ž", 0x9e],
  ["Ÿ", 0x9f],
]);

/**
 * A PDF whose pages hold real text in Helvetica, which every reader has, and no image: for languages that
 * WinAnsiEncoding can write. Also gives the text of each page, in lines as printed.
 */
export function textPdf(plain: string, language: Language): { bytes: Buffer; truths: string[] } {
  const { title, sections } = readText(plain, language);
  const pages = sections.flatMap((section, index) => {
    const lines = section.flatMap((paragraph, at) => [...(at === 0 ? [] : [""]), ...wrap(paragraph)]);
    if (index === 0 && title !== null) lines.unshift(title, "");
    const count = Math.max(1, Math.ceil(lines.length / LINES));
    return Array.from({ length: count }, (_, page) => lines.slice(page * LINES, (page + 1) * LINES));
  });
  const kids = pages.map((_, index) => `${5 + index * 2} 0 R`).join(" ");
  const objects: PdfObject[] = [
    { body: "<< /Type /Catalog /Pages 2 0 R >>" },
    { body: `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>` },
    { body: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>" },
    { body: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>" },
  ];
  for (const [index, lines] of pages.entries()) {
    const hasTitle = index === 0 && title !== null;
    const content = pageContent(lines, hasTitle, index + 1);
    const resources = "<< /Font << /F1 3 0 R /F2 4 0 R >> >>";
    objects.push(
      {
        body: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources ${resources} /Contents ${6 + index * 2} 0 R >>`,
      },
      { body: `<< /Length ${content.length} >>`, stream: content },
    );
  }
  return {
    bytes: writePdf(objects),
    truths: pages.map((lines, index) => `${lines.join("\n").trim()}\n\n${index + 1}\n`),
  };
}

function wrap(paragraph: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function pageContent(lines: readonly string[], hasTitle: boolean, number: number): Buffer {
  const commands = lines.flatMap((line, index) => {
    if (line === "") return [];
    const font = hasTitle && index === 0 ? `/F2 ${SIZE * 1.3} Tf` : `/F1 ${SIZE} Tf`;
    return [`BT ${font} ${MARGIN} ${HEIGHT - MARGIN - (index + 1) * LEADING} Td (${winAnsi(line)}) Tj ET`];
  });
  commands.push(`BT /F1 ${SIZE} Tf ${WIDTH / 2} ${MARGIN / 2} Td (${number}) Tj ET`);
  return Buffer.from(commands.join("\n"), "latin1");
}

/** A PDF string in WinAnsiEncoding, one character a byte. */
function winAnsi(text: string): string {
  return Array.from(text, (character) => {
    const point = character.codePointAt(0) ?? 0;
    const code = WIN_ANSI.get(character) ?? (point < 0x80 || (point >= 0xa0 && point <= 0xff) ? point : undefined);
    if (code === undefined) throw new Error(`WinAnsiEncoding cannot write ${character}; use an image form`);
    return "()\\".includes(character) ? `\\${character}` : String.fromCharCode(code);
  }).join("");
}
