/** What a UTF-16 code unit is to a text of one script. */
export const KIND = {
  /** Not seen by the reader: controls of direction, joiners, soft hyphens, tatweel, vowel points. */
  nothing: 0,
  /** A letter or mark of the language's script. */
  own: 1,
  digit: 2,
  space: 3,
  /** Punctuation of running text. */
  punctuation: 4,
  /** A letter of another script. */
  foreign: 5,
  /** Everything else: ornaments, drawing characters, private use. */
  symbol: 6,
} as const;

const UNITS = 0x1_0000;

/** Each code unit in lower case, typographic apostrophes as `'`, so that nothing need be copied to compare words. */
export const FOLDED: Uint16Array = Uint16Array.from({ length: UNITS }, (_, unit) => {
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
});
for (const apostrophe of "’ʼʻ‘`") FOLDED[apostrophe.charCodeAt(0)] = 0x27;

/** Besides, vowel points of Hebrew and Arabic: most print has none, and that with them spells the same words. */
const NOTHING =
  /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\p{Cf}]/u;
const ALPHABETIC = /[\p{L}\p{M}]/u;
const MARK = /\p{M}/u;
const LETTER = /\p{L}/u;
const DIGIT = /\p{Nd}/u;
const SPACE = /\s/u;
const PUNCTUATION = /[\p{P}\p{Sc}+=°§№]/u;
/** Punctuation that no running text has; a bullet that stands alone is debris all the same. */
const RARE = /[\\_{}|@^~<>]/u;
const SURROGATE = /[\ud800-\udfff]/;

function kindOf(character: string, isOfScript: RegExp, han: boolean): number {
  if (character === "'") return KIND.own;
  if (SURROGATE.test(character)) return han ? KIND.own : KIND.symbol;
  if (NOTHING.test(character)) return KIND.nothing;
  if (MARK.test(character) || (ALPHABETIC.test(character) && isOfScript.test(character))) return KIND.own;
  if (LETTER.test(character)) return KIND.foreign;
  if (DIGIT.test(character)) return KIND.digit;
  if (SPACE.test(character)) return KIND.space;
  return PUNCTUATION.test(character) && !RARE.test(character) ? KIND.punctuation : KIND.symbol;
}

const alphabets = new Map<string, Uint8Array>();

/** The kind of each UTF-16 code unit for languages written in these Unicode scripts. */
export function alphabetOf(scripts: readonly string[]): Uint8Array {
  const key = scripts.join(" ");
  const known = alphabets.get(key);
  if (known !== undefined) return known;
  const isOfScript = new RegExp(`[${scripts.map((script) => `\\p{Script_Extensions=${script}}`).join("")}]`, "u");
  const han = scripts.includes("Han");
  const made = Uint8Array.from({ length: UNITS }, (_, unit) => kindOf(String.fromCharCode(unit), isOfScript, han));
  alphabets.set(key, made);
  return made;
}
