import { findLanguage, type Identification, LANGUAGES } from "@malmoi/schemas";
import { francAll } from "franc";
import { TARGETS } from "./evaluate/contrast.ts";
import { frequentWordShare } from "./frequentWords.ts";

/** The version of the `franc` dependency; a test compares it with what is installed. */
export const FRANC_VERSION = "6.2.0";

const OURS = new Set<string>(LANGUAGES.flatMap(({ franc, code }) => (franc === null ? [code] : [franc, code])));

/** franc is slow, and hardly surer after more than this many characters, which are taken from the middle of a text. */
const MOST_CHARACTERS = 400;
const FEWEST_CHARACTERS = 60;

/**
 * How far a language that only franc knows must be before the nearest of ours, in franc's scale (1 for the nearest,
 * neighbours 0.01-0.1 below): the model, which knows nothing but its own languages, is sure of the nearest of them. Of
 * 5,700 texts in its languages 6 would be lost at the larger distance; Danish, Norwegian, Estonian and Bulgarian, of
 * which it makes Swedish, Finnish and Russian, lie at 0.12-0.34.
 */
const AHEAD_OF_SURE = 0.1;
const AHEAD_OF_DOUBT = 0.03;

/** Text with this share of the ten most frequent words of one of our target languages is in it, and franc not asked. */
const WELL_KNOWN = 0.08;

/** The model's confidence is no doubt from here on. */
const SURE = 0.9;

/**
 * What franc makes of a text: one of the languages (of 187) that it knows and `LANGUAGES` does not, if that is clearly
 * nearer than all of ours, else undefined. `confidence` is the model's, 0-1. Where the model is sure of a language that
 * franc does not know, franc has no say. The score says no more than that: franc has no probabilities.
 */
export function longTail(text: string, doubtful: Identification, confidence: number): Identification | undefined {
  const sure = confidence >= SURE;
  const language = findLanguage(doubtful.language);
  if (sure && (language?.franc ?? null) === null) return undefined;
  const from = Math.max(0, Math.floor((text.length - MOST_CHARACTERS) / 2));
  const part = text.slice(from, from + MOST_CHARACTERS);
  if (part.length < FEWEST_CHARACTERS) return undefined;
  if (sure && TARGETS.has(doubtful.language) && language !== undefined) {
    if (frequentWordShare(part, language) >= WELL_KNOWN) return undefined;
  }
  const ranking = francAll(part, { minLength: FEWEST_CHARACTERS });
  const [first] = ranking;
  if (first === undefined || first[0] === "und" || OURS.has(first[0])) return undefined;
  const ours = ranking.find(([code]) => OURS.has(code));
  const ahead = first[1] - (ours?.[1] ?? 0);
  if (ahead < (sure ? AHEAD_OF_SURE : AHEAD_OF_DOUBT)) return undefined;
  // franc names languages only; the script most of a language's text is in is known to Unicode (CLDR).
  const script = doubtful.script === "Zzzz" ? (new Intl.Locale(first[0]).maximize().script ?? "Zzzz") : doubtful.script;
  const tag = `${first[0]}_${script}`;
  const score = FRANC_SCORE;
  return {
    ...doubtful,
    language: tag,
    score,
    margin: Math.round(ahead * 1e6) / 1e6,
    decidedBy: "franc",
    near: [],
    languages: [{ language: tag, share: 1 }],
  };
}

/** A language of the long tail is a guess. */
const FRANC_SCORE = 0.5;
