/** One character of a PDF's text layer: its code point, and the box of the glyph it comes from as a comparable key. */
export interface LayerCharacter {
  readonly code: number;
  /** Equal for characters that one glyph stands for (a ligature); "" for spaces and line ends that PDFium adds. */
  readonly glyph: string;
}

/** PDFium's marks for a hyphen at a line's end. */
const LINE_END_HYPHENS: ReadonlySet<number> = new Set([0x02, 0xfffe]);

const ARABIC = /^\p{Script=Arabic}$/u;

/**
 * The text of a layer's characters in PDFium's order, with lines ending in "\n". PDFium reverses right-to-left runs
 * letter by letter, and so turns the letters of each ligature around (lam-alef comes out as alef-lam, in every other
 * word): runs of Arabic letters that share one glyph are turned back.
 */
export function textOfLayer(characters: readonly LayerCharacter[]): string {
  const pieces: string[] = [];
  for (let start = 0; start < characters.length;) {
    let end = start + 1;
    const { glyph } = characters[start] ?? { glyph: "" };
    if (glyph !== "") while (characters[end]?.glyph === glyph) end += 1;
    const letters = characters.slice(start, end).map(({ code }) => spell(code));
    pieces.push(...(letters.length > 1 && letters.every((each) => ARABIC.test(each)) ? letters.toReversed() : letters));
    start = end;
  }
  const lines = pieces.join("").replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");
  return lines.map(mirrorBrackets).join("\n");
}

function spell(code: number): string {
  if (code === 0 || code > 0x10ffff) return "";
  return LINE_END_HYPHENS.has(code) ? "-" : String.fromCodePoint(code);
}

const MIRROR: Readonly<Record<string, string>> = {
  "(": ")",
  ")": "(",
  "[": "]",
  "]": "[",
  "{": "}",
  "}": "{",
  "«": "»",
  "»": "«",
};
const OPENING = "([{«";

/**
 * PDFium gives the brackets of right-to-left lines as they look, not as they are meant. In a line that is mostly Hebrew
 * or Arabic and whose first bracket closes, all brackets are exchanged for their mirror images.
 */
export function mirrorBrackets(line: string): string {
  const first = /[()[\]{}«»]/u.exec(line)?.[0];
  if (first === undefined || OPENING.includes(first)) return line;
  const rightToLeft = line.match(/[\p{Script=Arabic}\p{Script=Hebrew}]/gu)?.length ?? 0;
  const letters = line.match(/\p{L}/gu)?.length ?? 0;
  if (rightToLeft * 2 <= letters) return line;
  return line.replaceAll(/[()[\]{}«»]/gu, (bracket) => MIRROR[bracket] ?? bracket);
}
