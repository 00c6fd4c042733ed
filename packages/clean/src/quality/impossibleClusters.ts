import type { ScriptCode } from "@malmoi/schemas";

const between = (from: number, to: number): string => `${unit(from)}-${unit(to)}`;
const unit = (code: number): string => `\\u${code.toString(16).padStart(4, "0")}`;

/** What cannot be in Brahmic scripts that Unicode lays out as ISCII did; `block` is where the script's block begins. */
function indic(block: number): string {
  const consonants = between(block + 0x15, block + 0x39);
  const independent = between(block + 0x05, block + 0x14);
  const signs = between(block + 0x3e, block + 0x4c);
  const nukta = unit(block + 0x3c);
  const virama = unit(block + 0x4d);
  const more = between(block + 0x58, block + 0x61);
  return [
    // A vowel sign on nothing, on a vowel or on another sign; a virama on nothing.
    `(?<![${consonants}${nukta}${more}\\u200c\\u200d])[${signs}]`,
    `(?<![${consonants}${independent}${nukta}${more}${signs}\\u200c\\u200d])${virama}`,
  ].join("|");
}

/** Thai and Lao have one structure; characters as ranges of a class. */
function thai(
  consonants: string,
  {
    vowels,
    tones,
    others,
    following,
    leading,
  }: Readonly<Record<"vowels" | "tones" | "others" | "following" | "leading", string>>,
): string {
  const marks = vowels + tones + others;
  return [
    `(?<![${consonants}${marks}])[${marks}]`, // a mark on no consonant
    `(?<=[${vowels}])[${vowels}]`, // two vowels on one consonant
    `(?<=[${tones}])[${tones}]`,
    `[${leading}](?![${consonants}])`, // a vowel that is written first, before no consonant
    `(?<![${consonants}${marks}${following}])[${following}]`,
  ].join("|");
}

const KHMER_BASE = "\\u1780-\\u17b3";
const BURMESE_BASE =
  "\\u1000-\\u102a\\u103f\\u104e\\u1050-\\u1055\\u105a-\\u105d\\u1061\\u1065\\u1066\\u106e-\\u1070\\u1075-\\u1081\\u108e";
const BURMESE_MARKS =
  "\\u102b-\\u103e\\u1056-\\u1059\\u105e-\\u1060\\u1062-\\u1064\\u1067-\\u106d\\u1071-\\u1074\\u1082-\\u108d\\u108f";
const HEBREW_MARKS = "\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7";
const ARABIC_MARKS = "\\u064b-\\u065f\\u0670";

/**
 * By script: sequences that its rules of writing exclude, whatever the language (The Unicode Standard, chapters 9, 12,
 * 13 and 16). Each match is one character that cannot stand where it stands.
 */
const PATTERNS: Partial<Readonly<Record<ScriptCode, string>>> = {
  Thai: thai("\u0e01-\u0e2e", {
    vowels: "\u0e31\u0e34-\u0e39\u0e47",
    tones: "\u0e48-\u0e4b",
    others: "\u0e3a\u0e4c-\u0e4e",
    following: "\u0e30\u0e32\u0e33\u0e45",
    leading: "\u0e40-\u0e44",
  }),
  Laoo: thai("\u0e81-\u0eae\u0edc-\u0edf", {
    vowels: "\u0eb1\u0eb4-\u0eb9\u0ebb",
    tones: "\u0ec8-\u0ecb",
    others: "\u0eba\u0ebc\u0ecc-\u0ece",
    following: "\u0eb0\u0eb2\u0eb3",
    leading: "\u0ec0-\u0ec4",
  }),
  Khmr: [
    `\\u17d2(?![${KHMER_BASE}])`, // a coeng under which nothing stands
    `(?<![${KHMER_BASE}\\u17b6-\\u17d1])\\u17d2`,
    `(?<![${KHMER_BASE}\\u17c6-\\u17d1\\u17dd\\u200c\\u200d])[\\u17b6-\\u17c5]`,
    `(?<![${KHMER_BASE}\\u17b6-\\u17d1\\u17dd])[\\u17c6-\\u17d1]`,
  ].join("|"),
  Mymr: [
    `\\u1039(?![${BURMESE_BASE}])`,
    `(?<![${BURMESE_BASE}${BURMESE_MARKS}\\u200c\\u200d])[${BURMESE_MARKS}]`,
    `([\\u102b-\\u1036\\u1038\\u103a-\\u103e])\\1`,
  ].join("|"),
  Deva: indic(0x0900),
  Beng: indic(0x0980),
  Guru: indic(0x0a00),
  Gujr: indic(0x0a80),
  Taml: indic(0x0b80),
  Telu: indic(0x0c00),
  Knda: indic(0x0c80),
  Mlym: indic(0x0d00),
  Sinh: "(?<![\\u0d9a-\\u0dc6\\u200c\\u200d])[\\u0dca\\u0dcf-\\u0ddf]",
  Arab: [
    `(?<![\\u0620-\\u065f\\u066e-\\u06d3\\u06d5-\\u06ed\\u06fa-\\u06ff])[${ARABIC_MARKS}]`,
    "(?<=[\\u064b-\\u0650\\u0652])[\\u064b-\\u0650\\u0652]", // two vowels on one letter
    "\\u0629(?=[\\u0620-\\u063a\\u0641-\\u064a])", // teh marbuta is the last letter of a word
  ].join("|"),
  Hebr: [
    `(?<![\\u05d0-\\u05f2${HEBREW_MARKS}])[${HEBREW_MARKS}]`,
    "[\\u05da\\u05dd\\u05df\\u05e3\\u05e5](?=[\\u05d0-\\u05ea])", // final letters are final
  ].join("|"),
  // Letters of a syllable beside a syllable; the middle dot (U+318D) is punctuation.
  Hang: "(?<=[\\uac00-\\ud7a3])[\\u3131-\\u318c\\u318e]|[\\u3131-\\u318c\\u318e](?=[\\uac00-\\ud7a3])",
};

const compiled = new Map<ScriptCode, RegExp>();

function patternOf(script: ScriptCode): RegExp | undefined {
  const source = PATTERNS[script];
  const known = compiled.get(script);
  if (known !== undefined || source === undefined) return known;
  const made = new RegExp(source, "g");
  compiled.set(script, made);
  return made;
}

/**
 * How many characters of a text stand where the script's rules of writing exclude them; undefined for scripts whose
 * letters may stand anywhere, such as Latin. Linear.
 */
export function impossibleClusters(text: string, script: ScriptCode): number | undefined {
  const pattern = patternOf(script);
  if (pattern === undefined) return undefined;
  pattern.lastIndex = 0;
  let count = 0;
  while (pattern.test(text)) count += 1;
  return count;
}
