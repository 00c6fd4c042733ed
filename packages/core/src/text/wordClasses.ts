/** One for all languages: ICU's rules for words are the same in each of `LANGUAGES`, which a test checks. */
export const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** One character of every Word_Break class (UAX #29) that ICU treats in its own way. */
const SAMPLES = ["a", "א", "1", "가", "_", "\u0301", "\u200d", ":", ",", ".", "'", '"', " ", "\n", "\r", "!", "❤"];

/** Beyond the text, or not asked for yet. */
export const NONE = 0;
/** Behaves like no sample, or needs a dictionary: ICU itself is asked. */
export const OTHER_RULES = 31;

/** A class is 1 + the index of its sample. */
const classOfSample = (sample: string): number => 1 + SAMPLES.indexOf(sample);
export const LETTER = classOfSample("a");
export const UNDERSCORE = classOfSample("_");
/** Extend and Format: belongs to what stands before it, and counts for nothing. */
export const MARK = classOfSample("\u0301");
export const JOINER = classOfSample("\u200d");
export const SPACE = classOfSample(" ");
export const LINE_FEED = classOfSample("\n");
export const CARRIAGE_RETURN = classOfSample("\r");
export const PICTURE = classOfSample("❤");
/** Punctuation and symbols that no word holds. */
export const PUNCTUATION = classOfSample("!");

/** Set on classes of characters beyond the basic plane, which are two UTF-16 units long. */
const WIDE = 32;
/** Set on those of halves of surrogate pairs, so that a table by UTF-16 unit takes no pair for two of them. */
const HALF = 64;

/** Scripts that ICU cuts by dictionary; Unicode's own rules would leave them whole. */
const DICTIONARY =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HANGUL_SYLLABLES = { first: 0xac00, last: 0xd7a3 };

/** What tells the classes apart: in which of these, with the character for the ?, there is no boundary. */
const CONTEXTS = 'a? ?a 1? ?1 가? ?가 _? ?_ א? ?\u0301 \u200d? ?❤ a?a 1?1 א?א a.? 1,? א"?'
  .split(" ")
  .concat("? ", " ?", "?\n", "\r?");

function isWhole(text: string): boolean {
  return segmenter.segment(text).containing(0)?.segment.length === text.length;
}

function isWordLike(text: string): boolean {
  return segmenter.segment(text).containing(0)?.isWordLike === true;
}

/** How ICU treats a character. */
function behaviour(character: string): string {
  const whole = CONTEXTS.map((context) => (isWhole(context.replace("?", () => character)) ? "1" : "0"));
  return `${whole.join("")}${isWordLike(character) ? "w" : ""}`;
}

/** `JOINED[left << 5 | right]`: no boundary between two classes; `JOINED_MARKED` with marks between them. */
export const JOINED = new Uint8Array(1 << 10);
export const JOINED_MARKED = new Uint8Array(1 << 10);
/** `JOINED_ACROSS[left << 10 | middle << 5 | right]`: no boundary at either side of the middle one. */
export const JOINED_ACROSS = new Uint8Array(1 << 15);
/** `MAY_JOIN_ACROSS[left << 5 | middle]`: it depends on what follows. */
export const MAY_JOIN_ACROSS = new Uint8Array(1 << 10);
/**
 * `WORD[left << 5 | right]`: whether a segment that ends with two classes (or begins with the right one, where the left
 * is `NONE`) is a word; `WORD_MARKED` the same with marks after it. (ICU takes no Hangul with a mark for one.)
 */
export const WORD = new Uint8Array(1 << 10);
export const WORD_MARKED = new Uint8Array(1 << 10);
/**
 * Of the classes of two characters, as they are stored: `LETTERS_END[next << 7 | beyond]`, letters before them are a
 * whole word; `SKIPPED[this << 7 | next]`, the first is none, and nothing joins it to the second.
 */
export const LETTERS_END = new Uint8Array(1 << 14);
export const SKIPPED = new Uint8Array(1 << 14);

const LETTERS_AND_DIGITS = ["a", "א", "1", "가", "_"];
const MIDDLES = [":", ",", ".", "'", '"'];

/** Fills `LETTERS_END` and `SKIPPED`: what follows from the rules without a look at marks or further ahead. */
function foresee(): void {
  const known = SAMPLES.map(classOfSample);
  for (const first of known) {
    const afterLetters = (LETTER << 5) | first;
    for (const second of [NONE, ...known]) {
      const isPlain = second !== NONE && second !== MARK && second !== JOINER;
      const apart =
        MAY_JOIN_ACROSS[afterLetters] === 0 || (isPlain && JOINED_ACROSS[(afterLetters << 5) | second] === 0);
      LETTERS_END[(first << 7) | second] = Number(JOINED[afterLetters] === 0 && apart);
      const together = (first << 5) | second;
      SKIPPED[(first << 7) | second] = Number(
        second !== NONE && WORD[first] === 0 && JOINED[together] === 0 && MAY_JOIN_ACROSS[together] === 0,
      );
    }
  }
}

const classOfBehaviour = new Map<string, number>();

/** Asks ICU about the samples; at the first use, because it takes some milliseconds. */
function learn(): void {
  for (const sample of SAMPLES) classOfBehaviour.set(behaviour(sample), classOfSample(sample));
  for (const right of SAMPLES) {
    for (const left of ["", ...SAMPLES]) {
      const pair = (classOfSample(left) << 5) | classOfSample(right);
      JOINED_MARKED[pair] = Number(left !== "" && isWhole(`${left}\u0301${right}`));
      if (!isWhole(left + right)) continue;
      JOINED[pair] = Number(left !== "");
      WORD[pair] = Number(isWordLike(left + right));
      WORD_MARKED[pair] = Number(isWordLike(`${left}${right}\u0301`));
    }
  }
  for (const left of LETTERS_AND_DIGITS) {
    for (const middle of MIDDLES) {
      for (const right of LETTERS_AND_DIGITS) {
        if (!isWhole(left + middle + right)) continue;
        const pair = (classOfSample(left) << 5) | classOfSample(middle);
        MAY_JOIN_ACROSS[pair] = 1;
        JOINED_ACROSS[(pair << 5) | classOfSample(right)] = 1;
      }
    }
  }
  foresee();
}

/** Classes of characters met so far, by code point; ICU is asked once a character. */
export const classes = new Uint8Array(0x11_0000);

function ask(point: number): number {
  if (classOfBehaviour.size === 0) learn();
  const character = String.fromCodePoint(point);
  const sample = point >= HANGUL_SYLLABLES.first && point <= HANGUL_SYLLABLES.last ? "가" : character;
  const known = DICTIONARY.test(character) ? undefined : classOfBehaviour.get(behaviour(sample));
  const isHalf = point >= 0xd8_00 && point <= 0xdf_ff;
  const found = (known ?? OTHER_RULES) | (point > 0xff_ff ? WIDE : 0) | (isHalf ? HALF : 0);
  classes[point] = found;
  return found;
}

/**
 * The class of the character at an offset into the UTF-16 units of a text, with `WIDE` if it is two units long; `NONE`
 * behind the end. As ICU of the running Node sees it, whatever its version of Unicode: no table of properties to keep.
 */
export function classAt(units: Uint16Array, at: number): number {
  if (at >= units.length) return NONE;
  const unit = units[at] ?? 0;
  const point = unit >= 0xd8_00 && unit <= 0xdb_ff ? pairAt(units, at) : unit;
  const known = classes[point] ?? NONE;
  return known === NONE ? ask(point) : known;
}

/** The code point that begins with the high surrogate at an offset. */
function pairAt(units: Uint16Array, at: number): number {
  const high = units[at] ?? 0;
  const low = at + 1 < units.length ? (units[at + 1] ?? 0) : 0;
  return low >= 0xdc_00 && low <= 0xdf_ff ? ((high - 0xd8_00) << 10) + low - 0xdc_00 + 0x1_00_00 : high;
}

/** The class without its width. */
export const plainClass = (found: number): number => found & (WIDE - 1);

/** The width alone, in UTF-16 units. */
export const widthOf = (found: number): number => ((found & WIDE) === 0 ? 1 : 2);
