import { SCRIPTS } from "@malmoi/schemas";
import { readPageNumber } from "./pageNumber.ts";
import type { SetLine } from "./prose.ts";

export type Separator = "" | " " | "\n" | "\n\n";

const SOUTH_EAST = String.raw`\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const EAST = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF01-\uFF5E`;
/** Letters, marks and digits; after a sign that ends a sentence these scripts do put a space. */
const ENDS_UNSPACED = new RegExp(String.raw`(?:[${SOUTH_EAST}](?<=[\p{L}\p{M}\p{Nd}])|[${EAST}])$`, "u");
const STARTS_UNSPACED = new RegExp(String.raw`^(?:[${SOUTH_EAST}](?<=[\p{L}\p{M}\p{Nd}])|[${EAST}])`, "u");
const SENTENCE_ENDS = new Set([
  ...Object.values(SCRIPTS).flatMap(({ sentenceEnds }) => Array.from(sentenceEnds)),
  ":",
  "：",
  "؟",
]);
const CLOSING = /[\s"'”’»›)\]」』]+$/u;

const BULLET = /^(?:[•●○◦▪■□‣⁃*]\s|\(?\p{Nd}{1,3}[.)]\s|[a-zA-Z]\)\s)/u;
const DASH = /^[-–—―]\s?/u;
/** Dot leaders, cells, two wide gaps. */
const TABULAR = /\.{4,}|(?:\.\s){4,}|…{2,}|\||\t|\S\s{3,}\S.*\S\s{3,}\S/u;

/** What stands between two lines of one paragraph: a space, or nothing in scripts that are written without. */
export function seam(line: string, next: string): " " | "" {
  // A real space at the line's end is a word's end; a non-joiner and a maqaf stand inside a word.
  if (/\s$/u.test(line)) return " ";
  if (/[\u200C\u05BE]$/u.test(line)) return "";
  if (/^\p{M}/u.test(next)) return " ";
  return ENDS_UNSPACED.test(line) && STARTS_UNSPACED.test(next) ? "" : " ";
}

/**
 * What stands between two lines that no hyphen joins. `near` says where the second one stands. Lines are joined only
 * where the first runs to the edge of running text, or the second goes on in small letters; anything else keeps its
 * lines.
 */
export function joint(line: SetLine, next: SetLine, near: "block" | "page" | "next-page"): Separator {
  const ends = endsSentence(line.text);
  const goesOn = /^[\p{P}\s]*\p{Ll}/u.test(next.text) && !BULLET.test(next.text);
  if (TABULAR.test(line.text) || TABULAR.test(next.text)) return near === "block" ? "\n" : "\n\n";
  if (near === "block") {
    if (!line.prose || isApart(line.text) || isApart(next.text)) return "\n";
    if (ends && (BULLET.test(next.text) || DASH.test(next.text))) return "\n";
    if (next.indented && !line.indented && !goesOn) return ends ? "\n\n" : "\n";
    if (line.full || (goesOn && !ends)) return seam(line.text, next.text);
    return ends ? "\n\n" : "\n";
  }
  const open = line.full && line.prose && !ends && !BULLET.test(next.text) && !next.indented;
  // Capitals and small letters tell a heading from the rest of a sentence; scripts without them have the width only.
  const uncased = /^\p{Lo}/u.test(next.text) && near === "next-page" && next.prose && next.full;
  return open && (goesOn || uncased) ? seam(line.text, next.text) : "\n\n";
}

/** A number by itself or a line of capitals: a heading, or a page's head that nothing proved to be one. */
function isApart(line: string): boolean {
  return readPageNumber(line) !== undefined || (/\p{Lu}{2}/u.test(line) && !/[\p{Ll}\p{Lo}]/u.test(line));
}

function endsSentence(line: string): boolean {
  return SENTENCE_ENDS.has(Array.from(line.replace(CLOSING, "")).at(-1) ?? "");
}
