import { codeUnits } from "@malmoi/core";

/** How one line looks, whatever it says. */
export interface LineShape {
  /** Parts between white space, and how many of them hold a digit. */
  readonly parts: number;
  readonly numbers: number;
  /** UTF-16 units of the longest part. */
  readonly longest: number;
  /** Begins with a bullet, or with a number or single letter and a full stop or bracket. */
  readonly isItem: boolean;
  /** Ends in a number that leaders, or at least two spaces, lead to; or in leaders. */
  readonly isEntry: boolean;
  /** The last character that is no closing quote or bracket, and the last of all. */
  readonly end: string;
  readonly last: string;
}

const SPACE = 1;
const DIGIT = 2;
/** Behind numbers of items. */
const AFTER_NUMBER = 4;
const BULLET = 8;
const LEADER = 16;

/** What a UTF-16 unit is to all this, as bits. */
const kinds = new Uint8Array(0x1_0000);
const KINDS = [
  [/\s/u, SPACE],
  [/\p{Nd}/u, DIGIT],
  [/[.)\]]/u, AFTER_NUMBER],
  [/[•●○◦‣⁃▪■□–*·-]/u, BULLET],
  [/[.·…_]/u, LEADER],
] as const;
for (const [pattern, kind] of KINDS) {
  for (let unit = 0; unit < kinds.length; unit += 1) {
    if (pattern.test(String.fromCharCode(unit))) kinds[unit] = (kinds[unit] ?? 0) | kind;
  }
}

const ITEM = /^\s*(?:[•●○◦‣⁃▪■□–*·-]\s|[([]?(?:\p{Nd}{1,4}|[ivxlc]{1,5}|\p{L}\p{M}*)[.)\]]\s?)/iu;
const ENTRY = /(?:(?:[.·…_]\s?){3,}|\s{2,})[\p{Nd}ivxlc]+\W?$|(?:[.·…_]\s?){4,}$/iu;
/** Long lines are no items or entries: only so many units of their ends are looked at. */
const HEAD = 12;
const TAIL = 24;
const CLOSING = "\"'”’»)]」』";
const LINE_FEED = 0x0a;

/** The last character between two offsets in UTF-16 units; half a surrogate pair, if that stands there. */
export function lastCharacter(text: string, from: number, to: number): string {
  if (to <= from) return "";
  const unit = text.charCodeAt(to - 1);
  const isPair = unit >= 0xdc00 && unit <= 0xdfff && to - from > 1 && (text.codePointAt(to - 2) ?? 0) > 0xffff;
  return isPair ? text.slice(to - 2, to) : text.charAt(to - 1);
}

/** The shapes of the lines of a normalised text that have something on them. `units` are the text's. */
export function* lineShapes(text: string, units: Uint16Array): Generator<LineShape> {
  for (let from = 0; from < units.length;) {
    const end = units.indexOf(LINE_FEED, from);
    const to = end < 0 ? units.length : end;
    if (to > from) yield shapeBetween(text, units, from, to);
    from = to + 1;
  }
}

/** The shape of one line. */
export function shapeOf(line: string): LineShape {
  return shapeBetween(line, codeUnits(line), 0, line.length);
}

function shapeBetween(text: string, units: Uint16Array, from: number, to: number): LineShape {
  let parts = 0;
  let numbers = 0;
  let longest = 0;
  let length = 0;
  let digits = 0;
  for (let at = from; at <= to; at += 1) {
    const kind = at < to ? (kinds[units[at] ?? 0] ?? 0) : SPACE;
    if ((kind & SPACE) === 0) {
      length += 1;
      digits |= kind & DIGIT;
      continue;
    }
    if (length > 0) parts += 1;
    if (digits > 0) numbers += 1;
    if (length > longest) longest = length;
    length = 0;
    digits = 0;
  }
  let end = to;
  while (end > from && CLOSING.includes(text.charAt(end - 1))) end -= 1;
  return {
    parts,
    numbers,
    longest,
    isItem: mayBeItem(units, from, to) && ITEM.test(text.slice(from, Math.min(to, from + HEAD))),
    isEntry: mayBeEntry(units, from, to) && ENTRY.test(text.slice(Math.max(from, to - TAIL), to)),
    end: lastCharacter(text, from, end),
    last: lastCharacter(text, from, to),
  };
}

/** What every item has near its beginning; few lines do, and the pattern is slow. */
function mayBeItem(units: Uint16Array, from: number, to: number): boolean {
  const head = Math.min(to, from + HEAD);
  for (let at = from; at < head; at += 1) {
    if (((kinds[units[at] ?? 0] ?? 0) & (AFTER_NUMBER | BULLET)) !== 0) return true;
  }
  return false;
}

/** Near its end an entry has three leaders or two spaces in a row. */
function mayBeEntry(units: Uint16Array, from: number, to: number): boolean {
  let leaders = 0;
  let before = 0;
  for (let at = Math.max(from, to - TAIL); at < to; at += 1) {
    const kind = kinds[units[at] ?? 0] ?? 0;
    if ((kind & LEADER) !== 0) leaders += 1;
    if (leaders > 2 || (kind & before & SPACE) !== 0) return true;
    before = kind;
  }
  return false;
}
