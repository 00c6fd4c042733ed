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

const OTHER = 0;
const SPACE = 1;
const DIGIT = 2;

const SPACES = /\s/u;
const DIGITS = /\p{Nd}/u;
const kinds = Uint8Array.from({ length: 0x1_0000 }, (_, unit) => {
  const character = String.fromCharCode(unit);
  if (SPACES.test(character)) return SPACE;
  return DIGITS.test(character) ? DIGIT : OTHER;
});

const ITEM = /^\s*(?:[•●○◦‣⁃▪■□–*·-]\s|[([]?(?:\p{Nd}{1,4}|[ivxlc]{1,5}|\p{L}\p{M}*)[.)\]]\s?)/iu;
const ENTRY = /(?:(?:[.·…_]\s?){3,}|\s{2,})[\p{Nd}ivxlc]+\W?$|(?:[.·…_]\s?){4,}$/iu;
const CLOSING = /["'”’»)\]」』]+$/u;

const lastOf = (text: string): string => {
  const unit = text.charCodeAt(text.length - 1);
  return unit >= 0xdc00 && unit <= 0xdfff ? text.slice(-2) : text.slice(-1);
};

/** The shape of a line of a normalised text. Long lines are no items or entries: only their ends are looked at. */
export function shapeOf(line: string): LineShape {
  let parts = 0;
  let numbers = 0;
  let longest = 0;
  let length = 0;
  let hasDigit = false;
  for (let at = 0; at <= line.length; at += 1) {
    const kind = at < line.length ? kinds[line.charCodeAt(at)] : SPACE;
    if (kind !== SPACE) {
      length += 1;
      if (kind === DIGIT) hasDigit = true;
      continue;
    }
    if (length > 0) parts += 1;
    if (hasDigit) numbers += 1;
    if (length > longest) longest = length;
    length = 0;
    hasDigit = false;
  }
  const last = lastOf(line);
  return {
    parts,
    numbers,
    longest,
    isItem: ITEM.test(line.slice(0, 12)),
    isEntry: ENTRY.test(line.slice(-24)),
    end: CLOSING.test(last) ? lastOf(line.replace(CLOSING, "")) : last,
    last,
  };
}
