import { count, displayWidth } from "../terminal/format.ts";
import type { Difference } from "./wordDiff.ts";

/** Words shown beside a difference. */
const CONTEXT = 8;

/** Words shown of a long passage that only one text has, at either end. */
const ENDS = 30;

const RED = "\u001b[31m";
const GREEN = "\u001b[32m";
const PLAIN = "\u001b[39m";

const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Syriac}]/u;

interface Word {
  readonly text: string;
  readonly differs: boolean;
}

/** Words of both texts that are shown together, or how many are left out between. */
type Block = { readonly left: readonly Word[]; readonly right: readonly Word[] } | { readonly note: string };

const words = (texts: readonly string[], differs: boolean): Word[] => texts.map((text) => ({ text, differs }));

function cut(texts: readonly string[]): Word[] {
  if (texts.length <= 2 * ENDS + 1) return words(texts, true);
  const between = `... ${count(texts.length - 2 * ENDS)} words ... `;
  return words([...texts.slice(0, ENDS), between, ...texts.slice(-ENDS)], true);
}

function blocks(differences: readonly Difference[]): Block[] {
  const found: Block[] = [];
  let left: Word[] = [];
  let right: Word[] = [];
  const end = (): void => {
    if (left.length + right.length > 0) found.push({ left, right });
    [left, right] = [[], []];
  };
  differences.forEach((difference, index) => {
    if (!difference.same) {
      left.push(...cut(difference.left));
      right.push(...cut(difference.right));
      return;
    }
    const before = index === 0 ? 0 : CONTEXT;
    const after = index === differences.length - 1 ? 0 : CONTEXT;
    const hidden = difference.left.length - before - after;
    if (hidden <= CONTEXT) {
      left.push(...words(difference.left, false));
      right.push(...words(difference.left, false));
      return;
    }
    const head = words(difference.left.slice(0, before), false);
    left.push(...head);
    right.push(...head);
    end();
    found.push({ note: `${count(hidden)} words the same` });
    const tail = words(after === 0 ? [] : difference.left.slice(-after), false);
    left.push(...tail);
    right.push(...tail);
  });
  end();
  return found;
}

/** Pieces of a text that fit into a column. */
function pieces(text: string, width: number): string[] {
  if (displayWidth(text) <= width) return [text];
  const found = [""];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const longer = (found.at(-1) ?? "") + segment;
    if (displayWidth(longer) > width) found.push(segment);
    else found[found.length - 1] = longer;
  }
  return found;
}

/** Words in lines of a width; `mark` is put around runs of words that differ. */
function wrap(all: readonly Word[], width: number, mark: Mark): string[] {
  const lines: { readonly words: Word[]; width: number }[] = [];
  for (const { text, differs } of all) {
    for (const piece of pieces(text, width - mark.width)) {
      const line = lines.at(-1);
      const last = line?.words.at(-1);
      const wide = displayWidth(piece.trimEnd()) + (differs && last?.differs !== true ? mark.width : 0);
      if (line === undefined || line.width + wide > width) {
        const marks = differs ? mark.width : 0;
        lines.push({ words: [{ text: piece, differs }], width: displayWidth(piece) + marks });
      } else {
        line.words.push({ text: piece, differs });
        line.width += wide + displayWidth(piece) - displayWidth(piece.trimEnd());
      }
    }
  }
  return lines.map((line) => {
    let text = "";
    line.words.forEach((word, index) => {
      const [before, after] = [line.words[index - 1], line.words[index + 1]];
      const opens = word.differs && before?.differs !== true;
      const closes = word.differs && after?.differs !== true;
      const body = closes ? word.text.trimEnd() + mark.close + " ".repeat(word.text.endsWith(" ") ? 1 : 0) : word.text;
      text += (opens ? mark.open : "") + body;
    });
    return text.trimEnd();
  });
}

interface Mark {
  readonly open: string;
  readonly close: string;
  /** Columns that both take. */
  readonly width: number;
}

const MARKS = {
  plain: [
    { open: "[-", close: "-]", width: 4 },
    { open: "{+", close: "+}", width: 4 },
  ],
  colour: [
    { open: RED, close: PLAIN, width: 0 },
    { open: GREEN, close: PLAIN, width: 0 },
  ],
} as const;

function visibleWidth(text: string): number {
  return displayWidth(text.replaceAll(RED, "").replaceAll(GREEN, "").replaceAll(PLAIN, ""));
}

/** Right-to-left text must not carry the other column along. */
const isolated = (text: string): string => (RTL.test(text) ? `\u2068${text}\u2069` : text);

/**
 * Two texts in two columns for a terminal of so many columns: where they differ, and some words around. What only the
 * left text has is red, or in `[- -]`; what only the right one has is green, or in `{+ +}`.
 */
export function sideBySide(
  differences: readonly Difference[],
  { width, colour }: { readonly width: number; readonly colour: boolean },
): string[] {
  const column = Math.max(16, Math.floor((width - 3) / 2));
  const [leftMark, rightMark] = MARKS[colour ? "colour" : "plain"];
  return blocks(differences).flatMap((block) => {
    if ("note" in block) return [`--- ${block.note} ---`];
    const left = wrap(block.left, column, leftMark);
    const right = wrap(block.right, column, rightMark);
    return Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
      const [from, to] = [left[row] ?? "", right[row] ?? ""];
      const space = " ".repeat(Math.max(0, column - visibleWidth(from)));
      return `${isolated(from)}${space} | ${isolated(to)}`.trimEnd();
    });
  });
}
