import { type Document, type LanguageTag, printHabits, RawText, type Sha256 } from "@malmoi/schemas";
import { findFurniture } from "./furniture.ts";
import { joint, type Separator } from "./joint.ts";
import type { PageLines } from "./pageLines.ts";
import { partedWord, withoutHyphen } from "./partedWord.ts";
import { setLines, type SetLine } from "./prose.ts";
import { guessLanguage, vocabularyOf } from "./vocabulary.ts";

interface Piece extends SetLine {
  /** Index of its page. */
  readonly page: number;
}

/**
 * The document of a scan, from its pages as they were read; quarantined ones are not among them. Pages are put in order
 * of their numbers; running heads, feet and page numbers are taken out and kept with their page; lines are joined to
 * paragraphs, parted words to words, also across pages. Page ends are offsets in code points into the text; what stands
 * between two pages belongs to the second, and a page without text ends where the one before it does.
 */
export function assemble(sha256: Sha256, pages: readonly PageLines[], declared?: LanguageTag): Document {
  const inOrder = pages.toSorted((a, b) => a.number - b.number);
  const furniture = findFurniture(inOrder);
  const pieces = inOrder.flatMap(({ lines }, page): Piece[] => {
    const body = lines.filter((_, index) => furniture[page]?.has(index) !== true);
    return setLines(body).map((line) => ({ ...line, page }));
  });
  const join = joiner(pieces, inOrder, declared);

  const parts: string[] = [];
  const lengths = inOrder.map(() => 0);
  let before: Separator = "";
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1];
    const { text, separator } = next === undefined ? { text: piece.text, separator: "" as const } : join(piece, next);
    const part = before + text.trim();
    parts.push(part);
    lengths[piece.page] = (lengths[piece.page] ?? 0) + Array.from(part).length;
    before = separator;
  }

  let end = 0;
  return {
    id: documentId(sha256),
    sha256,
    text: RawText.parse(parts.join("")),
    pages: inOrder.map(({ number, source, extractor, confidence, lines }, index) => {
      end += lengths[index] ?? 0;
      const removed = lines.filter((_, line) => furniture[index]?.has(line) === true).map(({ text }) => text);
      return { number, end, source, extractor, confidence, furniture: removed };
    }),
  };
}

/** The first 32 digits of the scan's digest: content, never position. */
export function documentId(sha256: Sha256): string {
  return sha256.slice(0, 32);
}

type Join = (line: Piece, next: Piece) => { text: string; separator: Separator };

function joiner(pieces: readonly Piece[], pages: readonly PageLines[], declared: LanguageTag | undefined): Join {
  const words = vocabularyOf(pieces.map(({ text }) => text));
  const language = guessLanguage(pieces.map(({ text }) => text).join("\n"), words, declared);
  const habits = printHabits(language?.code ?? "und", language?.script ?? "Zyyy");
  return (line, next) => {
    const { number = 0 } = pages[line.page] ?? {};
    // Between pages that do not follow each other something is missing.
    if (next.page !== line.page && pages[next.page]?.number !== number + 1)
      return { text: line.text, separator: "\n\n" };
    const near = next.page !== line.page ? "next-page" : next.block === line.block ? "block" : "page";
    // A heading does not go on with a word parted before it.
    const mayGoOn = near === "block" || !/^\p{Lu}/u.test(next.text);
    const parted = mayGoOn ? partedWord(line.text, next.text, words, habits) : undefined;
    if (parted !== undefined) return { text: parted === "join" ? withoutHyphen(line.text) : line.text, separator: "" };
    return { text: line.text, separator: joint(line, next, near) };
  };
}
