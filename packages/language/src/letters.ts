import { SCRIPTS, type ScriptCode } from "@malmoi/schemas";

/** Unicode Script names that `SCRIPTS` knows, in a fixed order; a letter's class is its index here. */
const NAMES: readonly string[] = [...new Set(Object.values(SCRIPTS).flatMap((script) => script.unicode))];
const MATCHERS = NAMES.map((name) => new RegExp(`^\\p{Script=${name}}$`, "u"));
const LETTER = /^\p{L}$/u;

const UNSEEN = 0;
const NO_LETTER = 255;
const OTHER_SCRIPT = NAMES.length + 1;

/** Class of each code point met so far: 1 + index in NAMES. Regular expressions are asked once a character. */
const classes = new Uint8Array(0x11_0000);

function classify(point: number): number {
  const character = String.fromCodePoint(point);
  if (!LETTER.test(character)) return NO_LETTER;
  const index = MATCHERS.findIndex((matcher) => matcher.test(character));
  return index < 0 ? OTHER_SCRIPT : index + 1;
}

function classOf(point: number): number {
  const known = classes[point] ?? NO_LETTER;
  if (known !== UNSEEN) return known;
  const found = classify(point);
  classes[point] = found;
  return found;
}

/** Whether a code point is a letter (Unicode category L; vowel signs and tone marks of category M are not). */
export function isLetter(point: number): boolean {
  return classOf(point) !== NO_LETTER;
}

/** Letters of a text, in all and by Unicode Script name. Letters of scripts that `SCRIPTS` lacks are only in `total`. */
export interface LetterCounts {
  readonly total: number;
  readonly byName: ReadonlyMap<string, number>;
}

/** Counts letters by Unicode Script. Linear; lone surrogates are no letters. */
export function countLetters(text: string): LetterCounts {
  const counts = new Uint32Array(NAMES.length + 2);
  for (let at = 0; at < text.length; at += 1) {
    const point = text.codePointAt(at) ?? 0;
    if (point > 0xff_ff) at += 1;
    const found = classOf(point);
    if (found !== NO_LETTER) counts[found] = (counts[found] ?? 0) + 1;
  }
  const byName = new Map<string, number>();
  NAMES.forEach((name, index) => {
    const count = counts[index + 1] ?? 0;
    if (count > 0) byName.set(name, count);
  });
  return { total: counts.reduce((sum, count) => sum + count, 0), byName };
}

/** A wider script must cover this much more of the letters than a narrower one to be preferred: Jpan over Hans. */
const WIDER_GAIN = 1 / 0.95;

const ENTRIES = scriptEntries();

/** Answers for text whose letters are all of one Unicode Script, which most text is. */
const ofOneScript = new Map<string, readonly ScriptCode[]>();

/**
 * The scripts a text can be in: those that cover most of its letters, and of these the narrowest. Pure Han text is
 * `Hans` or `Hant`; with more than one letter of kana in twenty it is `Jpan`. Empty if most letters are of no known
 * script, or there are none.
 */
export function scriptsOf(counts: LetterCounts): readonly ScriptCode[] {
  const [only] = counts.byName;
  if (only === undefined || counts.byName.size > 1 || only[1] < counts.total) return covering(counts);
  const known = ofOneScript.get(only[0]);
  if (known !== undefined) return known;
  const found = covering(counts);
  ofOneScript.set(only[0], found);
  return found;
}

function covering(counts: LetterCounts): readonly ScriptCode[] {
  const covered = ENTRIES.map(({ code, unicode }) => ({
    code,
    width: unicode.length,
    letters: unicode.reduce((sum, name) => sum + (counts.byName.get(name) ?? 0), 0),
  }));
  const most = Math.max(...covered.map(({ letters }) => letters));
  const known = [...counts.byName.values()].reduce((sum, count) => sum + count, 0);
  if (most === 0 || most < counts.total - known) return [];
  const close = covered.filter(({ letters }) => letters * WIDER_GAIN >= most);
  // Two unrelated scripts can both be close (half Thai, half Latin); only those that share letters with the best count.
  const best = close.find(({ letters }) => letters === most);
  if (best === undefined) return [];
  const names = new Set<string>(SCRIPTS[best.code].unicode);
  const related = close.filter(({ code }) => SCRIPTS[code].unicode.some((name) => names.has(name)));
  const narrowest = Math.min(...related.map(({ width }) => width));
  return related.filter(({ width }) => width === narrowest).map(({ code }) => code);
}

function isScriptCode(code: string): code is ScriptCode {
  return code in SCRIPTS;
}

function scriptEntries(): { code: ScriptCode; unicode: readonly string[] }[] {
  return Object.keys(SCRIPTS)
    .filter(isScriptCode)
    .map((code) => ({ code, unicode: SCRIPTS[code].unicode }));
}
