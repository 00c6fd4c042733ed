const UNITS = 0x1_0000;

/** Each UTF-16 unit in lower case; the one that becomes two, the Turkish İ, is left alone. */
const LOWER = Uint16Array.from({ length: UNITS }, (_, unit) => {
  const small = String.fromCharCode(unit).toLowerCase();
  return small.length === 1 ? small.charCodeAt(0) : unit;
});
const TWO_UNITS = "İ";

/** Units at the beginning of a phrase that its key is of; phrases are no shorter. */
const KEY_LENGTH = 4;
/** What a unit, in lower case, adds to a key. */
const MIXED = LOWER.map((unit) => Math.imul(unit, 0x9e5));
/** The key of the last four units: each of them is shifted out of the 16 bits by four more. */
const nextKey = (key: number, unit: number): number => ((key << 4) ^ (MIXED[unit] ?? 0)) & (UNITS - 1);

/** How often each phrase stands in a text; occurrences of one phrase do not overlap. */
export type PhraseCounts = readonly number[];

/** The same in the plainest way. Phrases are in lower case. */
export function plainPhraseCounts(text: string, phrases: readonly string[]): PhraseCounts {
  const small = text.toLowerCase();
  return phrases.map((phrase) => small.split(phrase).length - 1);
}

/**
 * Looks for many phrases, in lower case and of at least four UTF-16 units, in a text in whatever case, at once: where
 * their first four letters may stand, which is nearly nowhere, and of which one look at a table tells. Linear. `units`
 * are the text's.
 */
export function phraseCounter(phrases: readonly string[]): (text: string, units: Uint16Array) => PhraseCounts {
  const isBeginning = new Uint8Array(UNITS);
  for (const phrase of phrases) {
    let key = 0;
    for (let at = 0; at < KEY_LENGTH; at += 1) key = nextKey(key, phrase.charCodeAt(at));
    isBeginning[key] = 1;
  }
  return (text, units) => {
    if (text.includes(TWO_UNITS)) return plainPhraseCounts(text, phrases);
    const counts = phrases.map(() => 0);
    const ends = phrases.map(() => 0);
    let key = 0;
    for (let at = 0; at < units.length; at += 1) {
      key = nextKey(key, units[at] ?? 0);
      if (isBeginning[key] === 0) continue;
      const start = at + 1 - KEY_LENGTH;
      phrases.forEach((phrase, index) => {
        if (start < (ends[index] ?? 0) || !standsAt(units, start, phrase)) return;
        counts[index] = (counts[index] ?? 0) + 1;
        ends[index] = start + phrase.length;
      });
    }
    return counts;
  };
}

function standsAt(units: Uint16Array, from: number, phrase: string): boolean {
  if (from < 0 || from + phrase.length > units.length) return false;
  for (let at = 0; at < phrase.length; at += 1) {
    if (LOWER[units[from + at] ?? 0] !== phrase.charCodeAt(at)) return false;
  }
  return true;
}
