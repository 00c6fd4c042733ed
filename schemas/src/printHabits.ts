/** What printed pages of a language do with line ends. */
export interface PrintHabits {
  /** A hyphen at a line end may part a word in two; where not, it belongs to the word. */
  readonly partsWords: boolean;
  /** Words are doubled with a hyphen, with a vowel or a consonant changed: `mata-mata`, `sayur-mayur`. */
  readonly doubles: boolean;
  /** Words in lower case that keep the hyphen at which a line ended; null if the language has no rule for it. */
  readonly keeps: RegExp | null;
}

const habits = (partsWords: boolean, keeps: RegExp | null = null, doubles = false): PrintHabits => {
  return { partsWords, keeps, doubles };
};

const DOUBLING = habits(true, null, true);
/** A prefix before a vowel: `mag-aral`. */
const PHILIPPINE = habits(true, /^(?:mag|nag|pag|tag|mang|nang|pang)-[aeiou]/u, true);

/**
 * By ISO 639-3 code, from the orthographies: reduplication in Indonesian (EYD) and its kin; pronouns after the verb and
 * accented prefixes in Portuguese (Acordo Ortográfico 1990, bases XV-XVII), `lo` only after the accent that its verb
 * then has (`explicá-lo`, but `capítu-lo`); pronouns after infinitive and gerund in Catalan; inverted pronouns in
 * French; Vietnamese words of several syllables in older print, never parted inside a syllable.
 */
const BY_LANGUAGE: Readonly<Record<string, PrintHabits>> = {
  ind: DOUBLING,
  zsm: DOUBLING,
  jav: DOUBLING,
  sun: DOUBLING,
  min: DOUBLING,
  ban: DOUBLING,
  ace: DOUBLING,
  bug: DOUBLING,
  tet: DOUBLING,
  plt: DOUBLING,
  hat: DOUBLING,
  fil: PHILIPPINE,
  ceb: PHILIPPINE,
  ilo: PHILIPPINE,
  war: PHILIPPINE,
  por: habits(
    true,
    /-(?:me|se|lhes?|nos|vos|os?|as?)$|[áéíóúâêôi]-l[oa]s?$|(?:m|ão|õe)-n[oa]s?$|^(?:vice|pré|pós|pró|recém|além|aquém)-/u,
  ),
  glg: habits(true, /[aeiouáéíóú]-l[oa]s$/u),
  cat: habits(true, /(?:r|nt)-(?:me|te|se|lo|la|los|les|ho|hi|ne|nos|vos|li)$/u),
  fra: habits(
    true,
    /[std]-(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|là|moi|toi|lui|leur)$|^(?:vice|demi|peut|celui|celle|ceux)-/u,
  ),
  vie: habits(false),
};

const ALPHABET = habits(true);
const WHOLE_WORDS = habits(false);
/** Scripts whose print parts words with a hyphen at line ends; in the others words stay whole or break without one. */
const PARTING_SCRIPTS: ReadonlySet<string> = new Set([
  "Armn",
  "Beng",
  "Cyrl",
  "Deva",
  "Geor",
  "Grek",
  "Gujr",
  "Guru",
  "Knda",
  "Latn",
  "Mlym",
  "Sinh",
  "Taml",
  "Telu",
]);

/** The habits of a language; those of its script where nothing else is known. */
export function printHabits(code: string, script: string): PrintHabits {
  return BY_LANGUAGE[code] ?? (PARTING_SCRIPTS.has(script) ? ALPHABET : WHOLE_WORDS);
}
